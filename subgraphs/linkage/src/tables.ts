import type { HierarchyTables } from '@hub/kernel';
import type { LinkDecisionRow } from './link-review/linkDecision.entity.ts';
import type { ReviewAnswerRow } from './link-review/reviewAnswer.entity.ts';
import type { ReviewPairRow } from './link-review/reviewPair.entity.ts';
import type { ModelTrialRow } from './model-trial/modelTrial.entity.ts';
import type { ModelActivationRow } from './model-version/modelActivation.entity.ts';
import type { ModelVersionRow } from './model-version/modelVersion.entity.ts';
import type { IndexStateRow } from './people-index/indexState.entity.ts';
import type { StoredLink } from './person/link.entity.ts';
import type { LinkHistoryRow } from './person/linkHistory.entity.ts';
import type { PersonRow } from './person/person.entity.ts';
import type { RecordRow } from './record/record.entity.ts';
import type { WithdrawnRecordRow } from './record/withdrawnRecord.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface LinkageTables extends HierarchyTables {
  indexState: IndexStateRow;
  link: StoredLink;
  linkDecision: LinkDecisionRow;
  linkHistory: LinkHistoryRow;
  modelActivation: ModelActivationRow;
  modelTrial: ModelTrialRow;
  modelVersion: ModelVersionRow;
  person: PersonRow;
  record: RecordRow;
  reviewAnswer: ReviewAnswerRow;
  reviewPair: ReviewPairRow;
  withdrawnRecord: WithdrawnRecordRow;
}
