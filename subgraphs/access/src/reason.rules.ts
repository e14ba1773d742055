import { type Refusal, refuse } from '@hub/kernel';

const shortest = 4;
const longest = 1000;

/** A reason that somebody can read afterwards: a few words at least. */
export function reasonIn(given: string): { readonly text: string } | Refusal {
  const text = given.trim();
  return text.length < shortest || text.length > longest
    ? refuse('REASON_LENGTH', { met: text.length, least: shortest, most: longest })
    : { text };
}
