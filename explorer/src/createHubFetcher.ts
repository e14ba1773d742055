import type { Fetcher } from '@graphiql/toolkit';
import type { Access } from './access.ts';
import type { Language } from './language.ts';

/** What the next request is asked with. */
export interface Asking {
  readonly access: Access;
  readonly language: Language;
}

const ACCEPT_LANGUAGE = { zh: 'zh-CN, zh;q=0.9, en;q=0.5', en: 'en, zh;q=0.5' } as const;

const headersFor = ({ access, language }: Asking, typed: Readonly<Record<string, string>>): Headers => {
  const headers = new Headers(typed);
  headers.set('Content-Type', 'application/json');
  headers.set('Accept', 'application/graphql-response+json, application/json');
  headers.set('Accept-Language', ACCEPT_LANGUAGE[language]);
  if (access.token) headers.set('Authorization', `Bearer ${access.token}`);
  if (access.purpose) headers.set('X-Hub-Purpose', access.purpose);
  if (access.basis) headers.set('X-Hub-Basis', access.basis);
  if (/^[\x21-\x7e]+$/.test(access.grant)) headers.set('X-Hub-Grant', access.grant);
  return headers;
};

/**
 * Asks `/graphql` of the page's own origin and hands its answer on as it came, errors included. An answer that is not JSON
 * (a proxy's page, say) is an error with the status and the beginning of its text. The bar wins over typed headers.
 */
export const createHubFetcher =
  (asking: () => Asking, endpoint = '/graphql'): Fetcher =>
  async ({ query, variables, operationName }, options) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: headersFor(asking(), options?.headers ?? {}),
      body: JSON.stringify({ query, variables, operationName }),
      credentials: 'omit',
      cache: 'no-store',
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 300)}`);
    }
  };
