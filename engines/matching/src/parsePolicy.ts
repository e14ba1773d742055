import { checkPolicy, defaultPolicy, type MatchPolicy } from './policy.ts';

const refuse = (at: string, expected: string, met: unknown): never => {
  throw new RangeError(`${at} is ${JSON.stringify(met) ?? 'nothing'} when expected ${expected}.`);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is given laid over what is known, wherever both have the same shape. */
const over = (known: unknown, given: unknown, at: string): unknown => {
  if (given === undefined) return known;
  if (typeof known === 'number')
    return typeof given === 'number' && Number.isInteger(given) && given >= 0
      ? given
      : refuse(at, 'an integer from 0', given);
  if (typeof known === 'boolean') return typeof given === 'boolean' ? given : refuse(at, 'true or false', given);
  if (typeof known === 'string')
    return typeof given === 'string' && given.trim() !== '' ? given : refuse(at, 'words', given);
  if (Array.isArray(known))
    return Array.isArray(given) && given.every((word) => typeof word === 'string')
      ? given
      : refuse(at, 'a list of words', given);
  if (!isRecord(known) || !isRecord(given)) return refuse(at, 'an object', given);
  for (const key of Object.keys(given))
    if (!Object.hasOwn(known, key)) refuse(`${at}.${key}`, `one of ${Object.keys(known).join(', ')}`, given[key]);
  return Object.fromEntries(
    Object.entries(known).map(([key, value]) => [key, over(value, given[key], `${at}.${key}`)]),
  );
};

/** Reasons are words of whoever records declines, so any may be weighed. */
const reasonsIn = (given: unknown): MatchPolicy['declined']['reasons'] => {
  if (given === undefined) return defaultPolicy.declined.reasons;
  const at = 'policy.declined.reasons';
  if (!isRecord(given)) return refuse(at, 'an object', given);
  return Object.fromEntries(
    Object.entries(given).map(([reason, weight]) => {
      const { percent, isPermanent } = isRecord(weight) ? weight : refuse(`${at}.${reason}`, 'an object', weight);
      if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100))
        return refuse(`${at}.${reason}.percent`, 'a number from 0 to 100', percent);
      if (typeof isPermanent !== 'boolean') return refuse(`${at}.${reason}.isPermanent`, 'true or false', isPermanent);
      return [reason, { percent, isPermanent }];
    }),
  );
};

/**
 * A policy from JSON: what is not given is as in the policy that ships, but version and explanation must be its own. Throws a
 * `RangeError` that names the place, what stands there and what was expected.
 */
export const parsePolicy = (json: unknown): MatchPolicy => {
  if (!isRecord(json)) return refuse('policy', 'an object', json);
  if (typeof json.version !== 'string' || json.version === defaultPolicy.version)
    refuse(
      'policy.version',
      `words other than "${defaultPolicy.version}", which is the policy that ships`,
      json.version,
    );
  if (!isRecord(json.explanation)) refuse('policy.explanation', 'an object with zh and en', json.explanation);
  const { zh, en } = isRecord(json.explanation) ? json.explanation : {};
  over('', zh ?? null, 'policy.explanation.zh');
  over('', en ?? null, 'policy.explanation.en');
  const { reasons: givenReasons, ...declined } = isRecord(json.declined) ? json.declined : {};
  const { reasons: _, ...declinedBySize } = defaultPolicy.declined;
  const laid = over(
    { ...defaultPolicy, declined: declinedBySize },
    isRecord(json.declined) ? { ...json, declined } : json,
    'policy',
  );
  // The shape is that of `defaultPolicy`, number for number and word for word: `over` lets nothing else through.
  const policy = laid as MatchPolicy;
  const whole: MatchPolicy = { ...policy, declined: { ...policy.declined, reasons: reasonsIn(givenReasons) } };
  checkPolicy(whole);
  return whole;
};
