import type { HierarchyTables } from '@hub/kernel';
import type { Generated } from 'kysely';
import type { CommitmentEntryRow, CommitmentTotalRow } from './commitment/commitment.entity.ts';
import type { StoredMatch } from './match/match.entity.ts';
import type { StoredUnmet } from './match/unmet.entity.ts';
import type { InputChangeRow } from './match-run/inputChange.entity.ts';
import type { MatchRunRow } from './match-run/matchRun.entity.ts';
import type { NeedAnswerRow, NeedBeforeRow } from './match-run/needAnswer.entity.ts';
import type { NeedCopyRow } from './need/need.entity.ts';
import type { PersonKeyRow } from './person-key/personKey.entity.ts';
import type { ReferralRow, ReferralStepRow } from './referral/referral.entity.ts';
import type { ResourceRow } from './resource/resource.entity.ts';
import type { ResourceDemandRow } from './resource/resourceDemand.entity.ts';
import type { ShortageRow } from './shortage/shortage.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface MatchingTables extends HierarchyTables {
  commitmentEntry: CommitmentEntryRow & { readonly key: Generated<number> };
  commitmentTotal: CommitmentTotalRow;
  inputChange: InputChangeRow;
  match: StoredMatch;
  /** `key` counts up, so that the last run is known even when the clock stands still. */
  matchRun: MatchRunRow & { readonly key: Generated<number> };
  needAnswer: NeedAnswerRow;
  needBefore: NeedBeforeRow;
  needCopy: NeedCopyRow;
  personKey: PersonKeyRow;
  referral: ReferralRow;
  referralStep: ReferralStepRow;
  resource: ResourceRow;
  resourceDemand: ResourceDemandRow;
  shortage: ShortageRow;
  unmet: StoredUnmet;
}
