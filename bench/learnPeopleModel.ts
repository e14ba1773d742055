/**
 * Learns the model version that linkage ships with, from the generated population of a large district (nothing of its truth is used),
 * and writes it. Arguments: --residents N, --seed S, --output FILE. The same arguments give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  cellsOfPerson,
  formatFrozenModel,
  freezeModel,
  PEOPLE_COLUMNS,
  type PersonFields,
  peopleModel,
  tableOf,
  withoutPeople,
} from '@hub/engine-linkage';
import { planDistrict } from '@hub/engine-population';

const { values: options } = parseArgs({
  options: {
    residents: { type: 'string', default: '100000' },
    seed: { type: 'string', default: 'a district to learn from' },
    output: { type: 'string', default: 'subgraphs/linkage/models/district.model' },
  },
});

const rows: string[][] = [];
const add = (source: string, records: readonly (PersonFields & { readonly id: string })[]) => {
  for (const record of records) {
    const cells = cellsOfPerson(record);
    rows.push(PEOPLE_COLUMNS.map((column) => (column === 'id' ? `${source}:${record.id}` : (cells[column] ?? ''))));
  }
};
const plan = { seed: options.seed, residents: Number(options.residents), today: '2026-11-21' };
for (const { civilAffairs, socialWork, charities, volunteers } of planDistrict(plan).chunks()) {
  add('civil-affairs', civilAffairs.residents);
  add('social-work', socialWork.clients);
  add('charities', charities.beneficiaries);
  // As the registry's feed tells it: its addresses are for its own use.
  add(
    'volunteers',
    volunteers.volunteers.map((volunteer) => ({ ...volunteer, address: null })),
  );
}
const version = withoutPeople(freezeModel([tableOf(PEOPLE_COLUMNS, rows)], peopleModel));
writeFileSync(options.output, `${formatFrozenModel(version)}\n`);
console.log(
  `${rows.length} records, ${version.model.blocking.length} rules: ${version.model.blocking.map((rule) => rule.join(' + ')).join('; ')}`,
);
