import { readInSlices, stepOf } from '@hub/kernel';
import { birthYearsOfBands } from '@hub/values';
import type { Kysely } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';
import type { Counted, Population } from './statistics.entity.ts';

/** All of a population by place and by the values of every table; bound to no viewer. */
type Count = (reads: Kysely<SocialWorkTables>, today: string) => Promise<Counted[]>;

const countNeeds: Count = (reads) => {
  const dimensions = ['divisionCode', 'category', 'status', 'urgency', 'serviceCode'] as const;
  return readInSlices(reads, 'need', async (slice) => {
    const rows = await reads
      .selectFrom('need')
      .select(dimensions)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(slice)
      .groupBy(dimensions)
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: { CATEGORY: row.category, STATUS: row.status, URGENCY: row.urgency, SERVICE: row.serviceCode },
      count: row.count,
    }));
  });
};

const countClients: Count = (reads, today) => {
  const ageBand = stepOf('birthYear', birthYearsOfBands(today), 'AGE_UNKNOWN');
  return readInSlices(reads, 'client', async (slice) => {
    const rows = await reads
      .selectFrom('client')
      .leftJoin('station', 'station.id', 'client.stationId')
      .select(['client.divisionCode', 'client.gender', 'station.level', ageBand.as('ageBand')])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(slice)
      .groupBy(['client.divisionCode', 'client.gender', 'station.level', ageBand])
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: { AGE_BAND: row.ageBand, GENDER: row.gender, STATION_LEVEL: row.level ?? 'STATION_UNKNOWN' },
      count: row.count,
    }));
  });
};

const countCaseFiles: Count = (reads) => {
  const dimensions = ['divisionCode', 'stage', 'deep'] as const;
  return readInSlices(reads, 'caseFile', async (slice) => {
    const rows = await reads
      .selectFrom('caseFile')
      .select(dimensions)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(slice)
      .groupBy(dimensions)
      .execute();
    return rows.map((row) => ({
      place: row.divisionCode,
      values: { STAGE: row.stage, DEPTH: row.deep === 1 ? 'DEEP' : 'ORDINARY' },
      count: row.count,
    }));
  });
};

export const counts: Readonly<Record<Population, Count>> = {
  needs: countNeeds,
  clients: countClients,
  caseFiles: countCaseFiles,
};
