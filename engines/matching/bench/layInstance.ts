import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TransportProblem } from '../src/index.ts';

const ROWS = 4096;

const write = (path: string, header: string, count: number, rowOf: (k: number) => string): void => {
  const to = openSync(path, 'w');
  writeSync(to, `${header}\n`);
  for (let k = 0; k < count; k += ROWS)
    writeSync(to, Array.from({ length: Math.min(ROWS, count - k) }, (_, j) => `${rowOf(k + j)}\n`).join(''));
  closeSync(to);
};

/** Writes a problem as needs.csv, resources.csv and pairs.csv; gives their paths in this order. */
export const layInstance = (problem: TransportProblem, folder: string): readonly [string, string, string] => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const file = (name: string): string => join(folder, `${name}.csv`);
  write(file('needs'), 'id,units', needUnits.length, (k) => `need_${k},${needUnits[k]}`);
  write(file('resources'), 'id,capacity', capacities.length, (k) => `resource_${k},${capacities[k]}`);
  const bound = pairMax === undefined ? '' : ',max_units';
  write(file('pairs'), `need_id,resource_id,score${bound}`, pairNeed.length, (k) => {
    const row = `need_${pairNeed[k]},resource_${pairResource[k]},${pairScore[k]}`;
    return pairMax === undefined ? row : `${row},${pairMax[k]}`;
  });
  return [file('needs'), file('resources'), file('pairs')];
};
