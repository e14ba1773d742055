import { block } from './block.ts';
import { compareRows } from './compare.ts';
import { encode } from './encode.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import type { FileModel } from './fileModel.ts';
import { modelOf } from './guessModel.ts';
import type { LinkedPerson, LinkRecord } from './linkByIdentity.ts';
import { probabilityOf } from './model.ts';
import { scoreOf, weigh } from './score.ts';
import { joinScored, scoreCandidates, scoreTask } from './scoreCandidates.ts';
import { tableOf } from './table.ts';
import { train, withBlocking } from './trainModel.ts';

/** Two records of different persons that may be one, for a reviewer. */
export type ProposedLink = {
  readonly left: string;
  readonly right: string;
  /** Log-odds in bits, and the probability that belongs to them. */
  readonly weight: number;
  readonly probability: number;
  readonly explanation: Explanation;
};

/** What departments' records are compared by; `shared` fields are common to a household. Without rules and odds. */
export const recordModel: FileModel = modelOf([
  { column: 'name', kind: 'name' },
  { column: 'gender', kind: 'exact' },
  { column: 'bornOn', kind: 'date' },
  { column: 'pseudonym', kind: 'exact' },
  { column: 'phone', kind: 'exact', shared: true },
  { column: 'division', kind: 'division', shared: true },
]);

const COLUMNS = ['key', ...recordModel.fields.map(({ column }) => column)];

const cellsOf = (record: LinkRecord): readonly string[] => [
  record.key,
  record.name,
  record.gender === 'UNKNOWN' ? '' : record.gender,
  record.bornOn ?? '',
  record.pseudonym ?? '',
  record.phonePseudonym ?? '',
  record.divisionCode ?? '',
];

/**
 * Pairs of records that the identity stage left in different `persons` and that may be one person all the same, most likely
 * first. Proposes, never joins. Learns its odds from the records unless `model` brings some; a few hundred records are
 * too few to learn from, and then hardly anything is proposed.
 */
export const proposeLinks = (
  records: readonly LinkRecord[],
  persons: readonly LinkedPerson[],
  model: FileModel = recordModel,
): { readonly proposed: readonly ProposedLink[]; readonly model: FileModel } => {
  const sorted = records.toSorted((left, right) => (left.key < right.key ? -1 : 1));
  const encoded = encode([tableOf(COLUMNS, sorted.map(cellsOf))], model);
  const blocked = withBlocking(encoded, model, 'AMONG_ALL');
  const blocks = block(encoded, blocked, 'AMONG_ALL');
  const { model: trained, trained: odds } = train(encoded, blocked, blocks, 'AMONG_ALL');
  const weights = weigh(encoded, trained, odds, 'AMONG_ALL');
  const leastBits = Math.log2(model.reviewProbability / (1 - model.reviewProbability));
  const edges = joinScored([scoreCandidates(scoreTask({ encoded, blocks, weights, pairing: 'AMONG_ALL', leastBits }))]);
  const personOf = new Map(persons.flatMap(({ members }, at) => members.map((key) => [key, at] as const)));
  const levels = new Uint8Array(encoded.fields.length);
  const proposed: ProposedLink[] = [];
  for (const [edge, l] of edges.left.entries()) {
    const r = edges.right[edge] ?? 0;
    const [left, right] = [sorted[l]?.key ?? '', sorted[r]?.key ?? ''];
    if (personOf.get(left) === personOf.get(right) && personOf.has(left)) continue;
    compareRows(encoded, l, r, levels);
    const weight = scoreOf(encoded, weights, l, levels);
    const explanation = explainPair(encoded, trained, weights, l, levels, weight);
    proposed.push({ left, right, weight, probability: probabilityOf(weight), explanation });
  }
  return { proposed: proposed.sort((a, b) => b.weight - a.weight || (a.left < b.left ? -1 : 1)), model: trained };
};
