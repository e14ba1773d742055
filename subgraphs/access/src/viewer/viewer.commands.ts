import { HubError, isRefusal, say } from '@hub/kernel';
import type { AccessContext } from '../context.ts';
import { messages } from '../messages.ts';
import { type Claims, decisionsFor, policyVersion, resolve, type Viewer } from './viewer.rules.ts';

/** The viewer; a header that names no known purpose or basis is bad input and not a refusal of rights. */
export function resolveViewer(claims: Claims): Viewer | null {
  const resolved = resolve(claims);
  if (isRefusal(resolved)) throw new HubError('BAD_USER_INPUT', resolved.refused, resolved.params);
  return resolved;
}

/** What the policy gives to who asks, class by class, with what would be needed where it gives nothing. */
export function rightsOf({ viewer, language, today }: AccessContext) {
  if (!viewer) throw new HubError('UNAUTHENTICATED');
  const classes = decisionsFor(viewer, today).map(({ fieldClass, needed }) => ({
    fieldClass,
    allowed: needed === null,
    needed,
    text: needed && say(messages, language, `NEEDED_${needed}`),
  }));
  const { role, organisation, purpose, basis } = viewer;
  return { role, organisation, purpose, basis, policyVersion, classes };
}
