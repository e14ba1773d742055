import { stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import type { Kysely } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';
import type { Counted, Population } from './statistics.entity.ts';

/** All of a population by place and by the values of every table, in one statement; bound to no viewer. */
type Count = (reads: Kysely<SocialWorkTables>, today: string) => Promise<Counted[]>;

const countNeeds: Count = async (reads) => {
  const dimensions = ['divisionCode', 'category', 'status', 'urgency', 'serviceCode'] as const;
  const rows = await reads
    .selectFrom('need')
    .select(dimensions)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(dimensions)
    .execute();
  return rows.map((row) => ({
    place: row.divisionCode,
    values: { CATEGORY: row.category, STATUS: row.status, URGENCY: row.urgency, SERVICE: row.serviceCode },
    count: row.count,
  }));
};

const countClients: Count = async (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  const rows = await reads
    .selectFrom('client')
    .leftJoin('station', 'station.id', 'client.stationId')
    .select(['client.divisionCode', 'client.gender', 'station.level', ageBand.as('ageBand')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['client.divisionCode', 'client.gender', 'station.level', ageBand])
    .execute();
  return rows.map((row) => ({
    place: row.divisionCode,
    values: { AGE_BAND: row.ageBand, GENDER: row.gender, STATION_LEVEL: row.level ?? 'STATION_UNKNOWN' },
    count: row.count,
  }));
};

const countCaseFiles: Count = async (reads) => {
  const rows = await reads
    .selectFrom('caseFile')
    .select(['divisionCode', 'stage', 'deep'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['divisionCode', 'stage', 'deep'])
    .execute();
  return rows.map((row) => ({
    place: row.divisionCode,
    values: { STAGE: row.stage, DEPTH: row.deep === 1 ? 'DEEP' : 'ORDINARY' },
    count: row.count,
  }));
};

export const counts: Readonly<Record<Population, Count>> = {
  needs: countNeeds,
  clients: countClients,
  caseFiles: countCaseFiles,
};
