/** Ids that two houses made by themselves for the same thing, learnt from where they stand in their answers. */
export interface MadeIds {
  /** The text of the first house as the second would write it. */
  translate(text: string): string;
  /** The text without its made ids. */
  blot(text: string): string;
  /** Whether two texts are the same but for made ids, which must go on standing for each other. */
  areSame(first: string, second: string): boolean;
}

// A cursor holds the id of its row, sealed.
const madeId = /\b(?:[a-z]+(?:-[a-z]+)*_[0-9a-hjkmnp-tv-z]{24}\b|1\.[\w-]{22,})/g;

export function createMadeIds(): MadeIds {
  const counterpart = new Map<string, string>();
  const taken = new Set<string>();
  const seenFirst = new Set<string>();
  const seenSecond = new Set<string>();
  const translate = (text: string) => text.replaceAll(madeId, (id) => counterpart.get(id) ?? id);

  /** An id that both houses have is the same record in both, and stands for no other. */
  function learn(first: string, second: string): void {
    if (counterpart.has(first) || taken.has(second)) return;
    if (first !== second && (seenSecond.has(first) || seenFirst.has(second))) return;
    counterpart.set(first, second);
    taken.add(second);
  }

  const blot = (text: string) => text.replaceAll(madeId, '');
  return {
    translate,
    blot,
    areSame(first, second) {
      const ids = [first.match(madeId) ?? [], second.match(madeId) ?? []] as const;
      for (const id of ids[0]) seenFirst.add(id);
      for (const id of ids[1]) seenSecond.add(id);
      if (blot(first) === blot(second)) for (const [at, id] of ids[0].entries()) learn(id, ids[1][at] ?? '');
      return translate(first) === second;
    },
  };
}
