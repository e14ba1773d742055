/** Suites of algorithms, as `HUB_CIPHER` names them; a version of a key is for one of them only. */
export const ciphers = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const;
export type Cipher = (typeof ciphers)[number];

/** Versions count up; those for the SM algorithms (GB/T 32905, GB/T 32907) begin with `s`. */
export const versionPattern = /^s?[1-9]\d{0,5}$/;

export const versionOf = (number: number, cipher: Cipher): string =>
  cipher === 'sm4-ctr-hmac-sm3' ? `s${number}` : `${number}`;

export const numberOf = (version: string): number => Number(version.replace('s', ''));

export const cipherOf = (version: string): Cipher => (version.startsWith('s') ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm');

/** The hash under every MAC and derivation of a version. */
export const hashOf = (version: string): 'sm3' | 'sha256' => (version.startsWith('s') ? 'sm3' : 'sha256');
