/** Where keys come from: a folder, the environment, or a command that asks a key management system. */
export interface KeyProvider {
  /** The provider as `HUB_KEYS` names it, without anything secret. */
  readonly name: string;
  /** Where a key of that name is, for sentences. */
  placeOf(name: string): string;
  /** The text of a key, as `keyText` says; `null` when there is no such key. */
  read(name: string): string | null;
  /** What to say when `read` gives nothing. */
  missing(name: string): KeyFailure;
  /** The same as `read`, without holding up the thread. */
  reread(name: string): Promise<string | null>;
  /** Puts a text in place of the one before, all or nothing; missing where keys are kept by somebody else. */
  readonly replace?: (name: string, text: string) => void;
  /** How often it is worth looking for another version; `null` when there can be none before the next start. */
  readonly pollMs: number | null;
}

/** A key that cannot be had, told in one sentence that says nothing of the secret. */
export class KeyFailure extends Error {
  override name = 'KeyFailure';
}

const namePattern = /^[a-z][a-z0-9-]{0,63}$/;

/** Names become file names, variables and arguments, so they are plain words. */
export function requireKeyName(name: string): void {
  if (!namePattern.test(name))
    throw new KeyFailure(`A key is called "${name}"; expected small letters, digits and hyphens.`);
}
