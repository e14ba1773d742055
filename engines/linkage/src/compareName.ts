import { looseName } from './normaliseName.ts';

/** How two normalised names agree, best level first. */
export type NameLevel = 'EQUAL' | 'CHARACTER_FORM' | 'ORDER' | 'ONE_CHARACTER' | 'DIFFERENT' | 'MISSING';

const SHORTEST_FOR_ONE_CHARACTER = 3;

/** One replaced, missing, added or swapped neighbouring character. */
const isOneEdit = (left: readonly string[], right: readonly string[]): boolean => {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  const leftRest = leftEnd - start;
  const rightRest = rightEnd - start;
  if (leftRest <= 1 && rightRest <= 1) return true;
  return leftRest === 2 && rightRest === 2 && left[start] === right[start + 1] && left[start + 1] === right[start];
};

/**
 * Compares two names from `normaliseName`. `ORDER` is the same characters turned round (伟王 for 王伟, given name first);
 * one different character counts only between names of at least three, because in a shorter one it is half the name.
 */
export const compareNames = (left: string, right: string): NameLevel => {
  if (left === '' || right === '') return 'MISSING';
  if (left === right) return 'EQUAL';
  const leftLoose = looseName(left);
  const rightLoose = looseName(right);
  if (leftLoose === rightLoose) return 'CHARACTER_FORM';
  if (leftLoose.length === rightLoose.length && (leftLoose + leftLoose).includes(rightLoose)) return 'ORDER';
  const leftCharacters = [...leftLoose];
  const rightCharacters = [...rightLoose];
  const shortest = Math.min(leftCharacters.length, rightCharacters.length);
  const close = shortest >= SHORTEST_FOR_ONE_CHARACTER && isOneEdit(leftCharacters, rightCharacters);
  return close ? 'ONE_CHARACTER' : 'DIFFERENT';
};
