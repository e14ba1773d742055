import { type Basis, parseBasis } from './bases.ts';
import { type Purpose, parsePurpose } from './purposes.ts';

/** What a question is asked with: who (token), what for (purpose), on which legal basis and by which approval; each may be empty. */
export interface Access {
  readonly token: string;
  readonly purpose: Purpose | '';
  readonly basis: Basis | '';
  readonly grant: string;
}

const KEYS = { token: 'hub.token', purpose: 'hub.purpose', basis: 'hub.basis', grant: 'hub.grant' } as const;

/** Reads the access of this browser tab; `tab` is `sessionStorage`, so that closing the tab ends it. */
export const openingAccess = (tab: Storage): Access => ({
  token: tab.getItem(KEYS.token) ?? '',
  purpose: parsePurpose(tab.getItem(KEYS.purpose)),
  basis: parseBasis(tab.getItem(KEYS.basis)),
  grant: tab.getItem(KEYS.grant) ?? '',
});

export const rememberAccess = (tab: Storage, access: Access): void => {
  for (const part of ['token', 'purpose', 'basis', 'grant'] as const) {
    if (access[part]) tab.setItem(KEYS[part], access[part]);
    else tab.removeItem(KEYS[part]);
  }
};

/** The bare token in what people paste: white space, quotation marks and a leading `Bearer` are dropped. */
export const cleanToken = (pasted: string): string => pasted.replace(/^[\s"']*(bearer\s+)?|[\s"']+/gi, '');
