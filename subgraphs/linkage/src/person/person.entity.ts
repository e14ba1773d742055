import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/**
 * A person who lives has records and neither `redirectTo` nor `heir`. One who ended, by merge or because her records were
 * withdrawn, leads to the person of `heir`, the record that stands for her since.
 */
export const PersonEntity = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    redirectTo: p.string().nullable(),
    heir: p.string().nullable(),
  },
});

export type PersonRow = RowOf<typeof PersonEntity>;

/** A person as found by what was asked: an id of her own, an id that leads to her, or one of her records. */
export type FoundPerson = PersonRow & { readonly asked: string };
