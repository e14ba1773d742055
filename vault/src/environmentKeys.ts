import { KeyFailure, type KeyProvider, requireKeyName } from './provider.ts';

/** The variable of a key: `HUB_KEY_CARRIER_SOCIAL_WORK` for `carrier-social-work`. */
export const variableOf = (name: string): string => `HUB_KEY_${name.toUpperCase().replaceAll('-', '_')}`;

/** Keys in variables that hold what the file would; a program sees another version only after its next start. */
export function environmentKeys(environment: Readonly<Record<string, string | undefined>>): KeyProvider {
  const read = (name: string): string | null => {
    requireKeyName(name);
    return environment[variableOf(name)] ?? null;
  };
  return {
    name: 'env',
    placeOf: variableOf,
    read,
    missing: (name) =>
      new KeyFailure(
        `${variableOf(name)} is not set; expected the text of the key ${name}, as its file would hold it.`,
      ),
    reread: async (name) => read(name),
    pollMs: null,
  };
}
