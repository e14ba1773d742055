import type { HierarchyTables } from '@hub/kernel';
import type { StoredLink } from './person/link.entity.ts';
import type { LinkHistoryRow } from './person/linkHistory.entity.ts';
import type { PersonRow } from './person/person.entity.ts';
import type { RecordRow } from './record/record.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface LinkageTables extends HierarchyTables {
  link: StoredLink;
  linkHistory: LinkHistoryRow;
  person: PersonRow;
  record: RecordRow;
}
