import type { Viewer } from '@hub/engine-policy';
import type { Deed } from './accessRecords.ts';
import { viewers } from './viewers.ts';

/** She sees every need, and may take every step for both sides. */
const officer: Viewer = {
  ...(viewers.find(({ role }) => role === 'district-officer') as Viewer),
  divisions: ['420000000000'],
  purpose: 'CASE_SERVICE',
};

/** A need is referred to the first that is proposed for it, and the referral taken as far as the steps go. */
const referred = (need: string, ...steps: readonly ((id: string) => string)[]): Deed => ({
  by: officer,
  change: `{ need(id: "${need}") { matches(first: 1) { resource { id } } } }`,
  followedBy: (resource) => ({
    change: `mutation { proposeReferral(input: { need: "${need}", resource: "${resource}" }) { id } }`,
    ...inTurn(steps),
  }),
  seenBy: need,
});

function inTurn([next, ...rest]: readonly ((id: string) => string)[]): Pick<Deed, 'followedBy'> {
  return next ? { followedBy: (id) => ({ change: next(id), ...inTurn(rest) }) } : {};
}

const send = (id: string) => `mutation { sendReferral(input: { id: "${id}", version: 1 }) { id } }`;
const accept = (id: string) => `mutation { acceptReferral(input: { id: "${id}", version: 2 }) { id } }`;
const complete = (id: string) =>
  `mutation { completeReferral(input: { id: "${id}", version: 3, outcome: SERVED }) { id } }`;

/** Referrals of needs that somebody may not see: of hours and money that were given, and of a case that is promised. */
export const referralDeeds: readonly Deed[] = ['neighbour', 'district'].flatMap((home) => [
  referred(`need_${home}_visit`, send, accept, complete),
  referred(`need_${home}_cash`, send, accept, complete),
  referred(`need_${home}_case`, send, accept),
]);
