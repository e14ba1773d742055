import type { BeneficiaryCap, MatchResource } from '@hub/engine-matching';
import type { Kysely } from 'kysely';
import { dealingsAbout } from '../referral/dealings.repository.ts';
import { dealingsOf } from '../referral/dealings.rules.ts';
import { resourcesForRun } from '../resource/resource.repository.ts';
import { fundTermsOf, jointTermsOf } from '../resource/resourceTerms.rules.ts';
import type { MatchingTables } from '../tables.ts';
import { type Differing, differingIn } from './differing.rules.ts';
import type { NotedChanges } from './inputChange.repository.ts';
import { givesBeside, type ReadInput, type RunInputParts, resourceReader } from './runInput.worker.ts';

export interface ResourcesSince extends Pick<ReadInput, 'funds' | 'beside'> {
  readonly differing: Differing<MatchResource>;
  readonly beneficiaryCaps: readonly BeneficiaryCap[];
}

/** Resources of which something was noted, and those that give beside others, whose funds it may concern. */
export async function resourcesSince(
  parts: RunInputParts,
  reads: Kysely<MatchingTables>,
  { input, funds, beside }: ReadInput,
  { RESOURCE, OWNER }: NotedChanges,
): Promise<ResourcesSince> {
  const { today, beneficiaryCaps = [] } = input;
  const stored = resourcesForRun(reads, today);
  const ids = new Set([...RESOURCE, ...(await stored.idsOfOwners(OWNER))]);
  if (ids.size === 0) return { funds, beside, differing: { given: [], gone: [] }, beneficiaryCaps };
  const rows = await stored.startedByIds([...ids]);
  const owners = [...new Set(rows.map(({ ownerId }) => ownerId))];
  const about = dealingsAbout(reads);
  const [spent, persons] = [await about.spentOn(owners), await about.personsOf([], owners)];
  const given = rows.map(resourceReader(parts, dealingsOf({ referrals: [], spent, persons, today })));
  const fundsNow = replaced(funds, ids, rows.filter(({ kind }) => kind === 'FUND').map(fundTermsOf));
  const besideNow = replaced(beside, ids, given.filter(givesBeside));
  const joint = jointTermsOf([...fundsNow.values()]);
  const others = [...besideNow.values()].filter(({ id }) => !ids.has(id));
  const concerned = new Set([...ids, ...others.map(({ id }) => id)]);
  return {
    funds: fundsNow,
    beside: besideNow,
    differing: differingIn(input.resources, concerned, [...given, ...others].map(joint.besideFunds)),
    beneficiaryCaps: joint.beneficiaryCaps,
  };
}

/** Rows by id, with these in the place of those of the ids. */
const replaced = <Row extends { readonly id: string }>(
  rows: ReadonlyMap<string, Row>,
  ids: ReadonlySet<string>,
  now: readonly Row[],
): ReadonlyMap<string, Row> =>
  new Map([...[...rows].filter(([id]) => !ids.has(id)), ...now.map((row) => [row.id, row] as const)]);
