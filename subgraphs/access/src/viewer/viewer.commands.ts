import { HubError, isRefusal } from '@hub/kernel';
import { type Claims, resolve, type Viewer } from './viewer.rules.ts';

/** The viewer; a header that names no known purpose or basis is bad input and not a refusal of rights. */
export function resolveViewer(claims: Claims): Viewer | null {
  const resolved = resolve(claims);
  if (isRefusal(resolved)) throw new HubError('BAD_USER_INPUT', resolved.refused, resolved.params);
  return resolved;
}
