import type { IntakeKind } from '@hub/kernel';
import { tiers } from './matchGrant.entity.ts';

export const matchGrantIntake: IntakeKind = {
  table: 'matchGrant',
  factKind: 'matchGrant',
  toRow: (record) => ({
    id: record.text('id'),
    fundId: record.text('fundId'),
    tier: record.code('tier', tiers),
    amountFen: record.integer('amountFen', 0, Number.MAX_SAFE_INTEGER),
    grantedOn: record.day('grantedOn'),
  }),
};
