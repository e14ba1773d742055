import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header with the time of sending and one signature for each key that holds: `t=1795233600,v1=…`. */
export const webhookSignatureHeader = 'x-hub-signature';

const macOf = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');

/** Signs time and body with every key that holds, so that a receiver may go over to the next key at any moment meanwhile. */
export function signWebhook(secrets: readonly string[], body: string, at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${macOf(secret, seconds, body)}`)].join(',');
}

/** Whether a body was signed with the key at most so long ago; what a receiver does, and what tests ask. */
export function isSignedBy(secret: string, header: string, body: string, at: string, seconds = 300): boolean {
  const parts = header.split(',').map((part) => part.split('=', 2));
  const signedAt = Number(parts.find(([name]) => name === 't')?.[1]);
  if (!(Math.abs(Date.parse(at) / 1000 - signedAt) <= seconds)) return false;
  const expected = Buffer.from(macOf(secret, signedAt, body));
  return parts.some(([name, mac = '']) => {
    const met = Buffer.from(mac);
    return name === 'v1' && met.length === expected.length && timingSafeEqual(met, expected);
  });
}
