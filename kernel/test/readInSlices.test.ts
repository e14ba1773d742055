import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInSlices } from '../src/index.ts';
import { createStoreOfTest, storesOfTest } from '../src/testing/index.ts';
import { addMember, type Club, openClub } from './club.ts';

describe.each(storesOfTest)('a table that is read in slices on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let club: Club;
  beforeAll(async () => {
    club = await openClub(stores.place('club'));
  });
  afterAll(async () => {
    await club.close();
    await stores.remove();
  });

  const idsInSlices = async (size: number) => {
    const slices: string[][] = [];
    const ids = await readInSlices(
      club.reads,
      'member',
      async (slice) => {
        const rows = await club.reads.selectFrom('member').select('id').where(slice).orderBy('id').execute();
        slices.push(rows.map(({ id }) => id));
        return slices.at(-1) ?? [];
      },
      size,
    );
    return { ids, slices };
  };

  test('gives nothing, and asks for nothing, when it is empty', async () => {
    expect(await idsInSlices(2)).toEqual({ ids: [], slices: [] });
  });

  test('gives every row once, in as many slices as its keys need', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await addMember(club, id, `Member ${id}`);
    expect(await idsInSlices(2)).toEqual({ ids: ['a', 'b', 'c', 'd', 'e'], slices: [['a', 'b'], ['c', 'd'], ['e']] });
    expect((await idsInSlices(5)).slices).toHaveLength(1);
  });
});
