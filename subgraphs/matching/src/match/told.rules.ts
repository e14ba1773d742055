import type { Rule } from '@hub/engine-matching';
import { decide, type Viewer } from '@hub/engine-policy';
import type { ReasonRow } from './match.entity.ts';
import type { UnmetRow } from './unmet.entity.ts';

/** Which groups a person belongs to says why she is poor: only who may know her assistance is told of them. */
export const mayBeToldOfGroups = (viewer: Viewer, today: string): boolean =>
  decide(viewer, 'ASSISTANCE', null, today).allowed;

/** Reasons as one viewer may be told them. */
export const reasonsFor = (reasons: readonly ReasonRow[], toldOfGroups: boolean): readonly ReasonRow[] =>
  toldOfGroups ? reasons : reasons.filter(({ code }) => code !== 'GROUP_FITS');

/** The rule of groups, and those that are kept back with it, because what is missing from a list is told by the rest of it. */
const rulesKeptBack: ReadonlySet<string> = new Set<Rule>(['GROUP', 'REGION', 'PERSON_CAP']);
const codesKeptBack: ReadonlySet<string> = new Set(['NONE_FOR_THE_GROUP', 'NONE_IN_REGION', 'CAP_REACHED']);

/** Why a need is unmet, as one viewer may be told: a code that could tell a group becomes one that also stands for others. */
export function unmetFor(unmet: UnmetRow | null, toldOfGroups: boolean): UnmetRow | null {
  if (unmet === null || toldOfGroups || !isKeptBack(unmet)) return unmet;
  return { ...unmet, code: 'NONE_FITS', params: {}, shortageId: null, obstacles: [] };
}

const isKeptBack = ({ code, params }: UnmetRow): boolean =>
  codesKeptBack.has(code) ||
  String(params.rules ?? '')
    .split(' ')
    .some((rule) => rulesKeptBack.has(rule));

/** Causes of shortages that are not there for a viewer. */
export const shortagesKeptBack = (toldOfGroups: boolean): readonly string[] => (toldOfGroups ? [] : [...rulesKeptBack]);
