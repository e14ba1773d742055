export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * Which of the parts of a known whole are not given: those under the threshold, and the smallest others until at least two are
 * missing that are together at least the threshold. Any of the missing can then be all of what is missing.
 */
export function hiddenParts(parts: readonly number[], threshold: number): readonly boolean[] {
  const hidden = parts.map((part) => part < threshold);
  if (!hidden.includes(true)) return hidden;
  const others = [...parts.keys()]
    .filter((index) => !hidden[index])
    .sort((one, other) => Number(parts[one]) - Number(parts[other]) || one - other);
  for (const index of others) {
    const missing = parts.filter((_, at) => hidden[at]);
    if (missing.length >= 2 && sum(missing) >= threshold) break;
    hidden[index] = true;
  }
  return hidden;
}

/** The parts that are given, in order, and after them one that stands for all that are not. */
export interface Merging {
  readonly given: readonly number[];
  readonly merged: readonly number[];
}

export const mergingOf = (hidden: readonly boolean[]): Merging => ({
  given: [...hidden.keys()].filter((index) => !hidden[index]),
  merged: [...hidden.keys()].filter((index) => hidden[index]),
});
