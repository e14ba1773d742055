import { type DistrictChunk, planDistrict } from '../src/index.ts';

export const today = '2025-11-21';

/** The demonstration district, made once for all tests of a file. */
export const plan = planDistrict({ seed: 'demonstration', today });
export const chunks: readonly DistrictChunk[] = [...plan.chunks()];

/** All records that a question finds in the chunks, in order. */
export const allOf = <Row>(made: readonly DistrictChunk[], rows: (chunk: DistrictChunk) => readonly Row[]): Row[] =>
  made.flatMap(rows);

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
