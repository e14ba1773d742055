import { type Refusal, refuse } from '@hub/kernel';
import { mayReach, type Networks } from './networks.rules.ts';

const longestUrl = 2000;

/** The URL of a webhook as it is called: https, without a user, a password or a fragment, and not at an address that is refused by itself. */
export function webhookUrl(text: string, networks: Networks): { readonly url: string } | Refusal {
  const url = URL.canParse(text) && text.length <= longestUrl ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '')
    return refuse('WEBHOOK_URL', { most: longestUrl });
  const host = hostOf(url);
  return isAddress(host) && !mayReach(host, networks) ? refuse('WEBHOOK_ADDRESS') : { url: url.href };
}

/** The name or address that a URL leads to, without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

const isAddress = (host: string): boolean => host.includes(':') || /^[\d.]+$/.test(host);

const firstPauseMs = 30_000;
const longestPauseMs = 6 * 3_600_000;
/** With the pauses between them a little over two days. */
export const mostAttempts = 16;

/** How long to wait after so many failed attempts: twice as long each time, up to six hours; longer where the receiver asks for it, up to a day. */
export function pauseAfter(attempts: number, retryAfterMs: number | null): number {
  const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  return Math.max(pauseMs, Math.min(retryAfterMs ?? 0, 86_400_000));
}

/** The pause that a `Retry-After` header asks for, in seconds or as a date; null where it says neither. */
export function retryAfterMs(header: string | undefined, now: string): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(until - Date.parse(now), 0);
}
