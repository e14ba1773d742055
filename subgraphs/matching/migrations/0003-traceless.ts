import { defineMigration } from '@hub/kernel';

/** Ways from a resource and from a shortage to the needs through which a viewer may see them. */
export const tracelessMigration = defineMigration('0003-traceless', () => [
  'create index match_resource on "match" (resource_id)',
  'create index unmet_shortage on unmet (shortage_id)',
]);
