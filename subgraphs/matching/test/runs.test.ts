import { readFileSync } from 'node:fs';
import type { Viewer } from '@hub/engine-policy';
import type { Feed } from '@hub/kernel';
import { asker, openingOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openMatching } from '../src/index.ts';
import type { Published } from './departments.ts';
import { fund, need, north, officer, operator, stationService, venueSlot, volunteer, withdrawn } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const matchesOf = `query ($id: ID!) { _entities(representations: [{ __typename: "Need", id: $id }]) {
  ... on Need { matches { standing resource { id } } unmet { code } } } }`;

interface AnswerGiven {
  readonly matches: readonly { readonly standing: string }[] | null;
  readonly unmet: { readonly code: string } | null;
}

describe.each(storesOfTest)('runs on %s', (storeName) => {
  let opened: OpenedMatching;
  const present = new Map<string, Published>();

  beforeAll(async () => {
    opened = await openedMatching(storeName);
  });
  afterAll(() => opened.close());
  afterEach(() => publish(...[...present.values()].map(withdrawn)));

  const latest = async () =>
    (await opened.ask(operator, '{ latestMatchRun { id needs met partlyMet unmet resources } }')).data
      ?.latestMatchRun as Readonly<Record<string, unknown>>;
  const publish = async (...records: readonly Published[]) => {
    for (const { kind, id, record } of records) {
      if (record === null) present.delete(id);
      else present.set(id, { kind, id, record });
    }
    await opened.departments.publish(...records);
  };
  const answerOn = async (id: string) => {
    const { data } = await opened.ask(officer, matchesOf, { id });
    const [need] = (data?._entities ?? []) as readonly AnswerGiven[];
    return { standings: need?.matches?.map(({ standing }) => standing) ?? null, unmet: need?.unmet?.code ?? null };
  };
  /** What one or several runs come to, once they have seen all that was published. */
  const eventually = (read: () => Promise<unknown>, expected: object) =>
    expect.poll(read, { timeout: 10_000, interval: 20 }).toMatchObject(expected);
  const answersBecome = (answers: Readonly<Record<string, object>>) =>
    eventually(() => Promise.all(Object.keys(answers).map(answerOn)), Object.values(answers));
  const unknown = { standings: null, unmet: null };
  const proposed = { standings: ['PROPOSED'], unmet: null };

  test('a need that is new is answered, and one that is withdrawn is gone from the matches', async () => {
    await publish(volunteer('volunteer_a'), need('need_a'));
    await answersBecome({ need_a: proposed, need_b: unknown });
    await publish(need('need_b'));
    await answersBecome({ need_a: proposed, need_b: proposed });
    await publish(need('need_a', { status: 'WITHDRAWN' }), withdrawn(need('need_b')));
    await answersBecome({ need_a: { standings: [], unmet: null }, need_b: unknown });
    await eventually(latest, { needs: 0, resources: 1 });
  });

  test('a volunteer who pauses or lapses is no longer proposed, and comes back under the same id', async () => {
    await publish(volunteer('volunteer_a'), need('need_a', { safeguarding: 'VETTED' }));
    const ids = async () => (await opened.ask(officer, matchesOf, { id: 'need_a' })).data;
    await answersBecome({ need_a: proposed });
    const before = await ids();
    await publish(volunteer('volunteer_a', { status: 'PAUSED' }));
    await answersBecome({ need_a: { standings: [], unmet: 'NO_RESOURCE_OF_SERVICE' } });
    await publish(volunteer('volunteer_a', { vettedUntil: '2026-11-20' }));
    await answersBecome({ need_a: { standings: [], unmet: 'NONE_VETTED' } });
    await publish(volunteer('volunteer_a'));
    await eventually(ids, before ?? {});
  });

  test('what one volunteer cannot do alone is shared, and what is left over is said', async () => {
    await publish(
      volunteer('volunteer_a', { hoursPerMonth: 3 }),
      volunteer('volunteer_b', { hoursPerMonth: 2, ...north(800) }),
      need('need_a', { units: 6 }),
    );
    await answersBecome({ need_a: { standings: ['PROPOSED', 'PROPOSED'], unmet: 'ALL_TAKEN' } });
    await eventually(latest, { met: 0, partlyMet: 1, unmet: 0 });
  });

  test('the limit for one person holds over all needs of a client', async () => {
    const aid = { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 100_000, clientId: 'client_a' };
    await publish(fund('fund_a', { perPersonCapFen: 100_000 }), need('need_a', aid), need('need_b', aid));
    const unmet = () => Promise.all(['need_a', 'need_b'].map(async (id) => (await answerOn(id)).unmet));
    await eventually(async () => (await unmet()).sort(), ['CAP_REACHED', null]);
  });

  test.each([
    ['a year of one fund', { perPersonYearCapFen: 60_000 }, { balanceFen: 0 }, 60_000],
    ['a year of all funds of a charity', { charityYearCapFen: 50_000 }, { charityYearCapFen: 50_000 }, 50_000],
    ['a least amount that is more than is left', { balanceFen: 30_000, leastGrantFen: 40_000 }, { balanceFen: 0 }, 0],
    ['what gives beside nobody', { matchGives: 1, matchForEach: 1 }, { balanceFen: 0 }, 0],
    ['giving beside another', { matchGives: 1, matchForEach: 2 }, { perPersonCapFen: 40_000 }, 60_000],
    [
      'giving beside others than are there',
      { matchGives: 1, matchForEach: 2, matchBeside: ['fund_z'] },
      { balanceFen: 7 },
      7,
    ],
    ['giving beside the one named', { matchGives: 1, matchForEach: 1, matchBeside: ['fund_b'] }, { balanceFen: 7 }, 14],
  ] as const)('money for one need is held to %s', async (_, one, other, fen) => {
    const aid = { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 100_000 };
    await publish(fund('fund_a', one), fund('fund_b', other), need('need_a', aid));
    const served = async () => {
      const { data } = await opened.ask(operator, '{ latestMatchRun { byUnit { servedUnits wantedUnits } } }');
      return data?.latestMatchRun;
    };
    await eventually(served, { byUnit: [{ servedUnits: fen, wantedUnits: 100_000 }] });
  });

  const atRoom = { serviceCode: 'TUTORING', windows: 1 << 4, safeguarding: 'VETTED' };
  test.each([
    ['a service of a station', stationService('offer_a'), { serviceCode: 'MEAL_DELIVERY' }, null],
    ['a room at its hour', venueSlot('slot_a'), atRoom, null],
    ['no room at another hour', venueSlot('slot_a'), { ...atRoom, windows: 1 << 3 }, 'NONE_AT_THE_TIME'],
    ['no room beyond a quarter of an hour', venueSlot('slot_a', north(1100)), atRoom, 'NONE_NEAR'],
    ['no room whose leader is not vetted', venueSlot('slot_a', { vettedUntil: null }), atRoom, 'NONE_VETTED'],
    [
      'no service for others',
      stationService('offer_a', { beneficiaryGroups: ['ORPHAN'] }),
      { serviceCode: 'MEAL_DELIVERY' },
      'NONE_FOR_THE_GROUP',
    ],
    [
      'what is left of this month',
      venueSlot('slot_a', { usedMonth: '2026-11', usedHours: 18 }),
      { ...atRoom, units: 3 },
      'ALL_TAKEN',
    ],
    [
      'what it has when another month was used',
      venueSlot('slot_a', { usedMonth: '2026-10', usedHours: 18 }),
      { ...atRoom, units: 3 },
      null,
    ],
    ['no room that is no longer open', venueSlot('slot_a', { endsOn: '2026-11-20' }), atRoom, 'SEVERAL_OBSTACLES'],
  ] as const)('gives a need %s', async (_, resource, wish, unmet) => {
    await publish(resource, need('need_a', { units: 2, ...wish }));
    const standings = unmet === null || unmet === 'ALL_TAKEN' ? ['PROPOSED'] : [];
    await answersBecome({ need_a: { standings, unmet } });
  });

  test('a record that cannot be read holds up no other', async () => {
    await publish(volunteer('volunteer_a'), need('need_a', { urgency: 'WHENEVER' }), need('need_b'));
    await answersBecome({ need_a: unknown, need_b: proposed });
  });

  test('a new epoch of a feed is replayed from its beginning', async () => {
    await publish(volunteer('volunteer_a'), need('need_a'));
    await answersBecome({ need_a: proposed });
    await opened.departments.beginEpoch('restored');
    await publish(need('need_b'));
    await answersBecome({ need_a: proposed, need_b: proposed });
  });

  test('the ledger has each run before its answer, with what it looked at', async () => {
    await publish(volunteer('volunteer_a'), need('need_a'));
    await answersBecome({ need_a: proposed });
    // A run that still saw the needs of the test before may be the first to propose it.
    await eventually(latest, { needs: 1 });
    const { id } = await latest();
    const { audited } = opened.workers;
    expect(audited.find(({ requestId }) => requestId === id)).toMatchObject({
      action: 'BATCH',
      role: 'worker',
      purpose: 'RESOURCE_MATCHING',
      operation: 'matching of 1 open needs',
      fieldClasses: ['ASSISTANCE', 'CASE', 'CONTACT'],
      subjects: [`MatchRun:${id}`],
    });
    expect(audited.find(({ action }) => action === 'FEED')).toMatchObject({ subjects: ['Need:need_a'] });
  });

  test('people who ask at the same time share a run', async () => {
    await eventually(latest, { needs: 0, resources: 0 });
    const start = () => opened.ask(operator, 'mutation { startMatchRun { id } }');
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.data).toEqual(second.data);
    expect(await latest()).toMatchObject(first.data?.startMatchRun as object);
  });

  test('nobody runs when the workers have stopped, and nothing is lost when they start again', async () => {
    await publish(volunteer('volunteer_a'), need('need_a'));
    await answersBecome({ need_a: proposed });
    await opened.workers.stop();
    await publish(need('need_b'), withdrawn(need('need_a')));
    const refused = await opened.ask(operator, 'mutation { startMatchRun { id } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', department: 'matching' });
    await answersBecome({ need_a: proposed, need_b: unknown });
    opened.workers = startWorkersOfTest(opened.subgraph, opened.departments.feeds);
    await opened.workers.ready;
    await answersBecome({ need_a: unknown, need_b: proposed });
  });
});

test('exact places are in no plain byte of the file', async () => {
  const opened = await openedMatching('SQLite', volunteer('volunteer_a'), need('need_a'));
  try {
    await opened.workers.stop();
    if (opened.location.dialect !== 'sqlite') throw new Error('This test reads a file.');
    const { file } = opened.location;
    const bytes = [file, `${file}-wal`].map((name) => readFileSync(name, 'latin1')).join('');
    expect(bytes).toContain('need_a');
    for (const place of ['111.29', '30.708', '30.711']) expect(bytes).not.toContain(place);
  } finally {
    await opened.close();
  }
});

test('a run that is too large to wait for is made in a thread', async () => {
  const many = Array.from({ length: 150 }, (_, index) => String(index).padStart(3, '0'));
  const opened = await openedMatching(
    'SQLite',
    ...many.map((id) => need(`need_${id}`)),
    ...many.map((id) => volunteer(`volunteer_${id}`, { hoursPerMonth: 4 })),
  );
  const { data } = await opened.ask(operator, '{ latestMatchRun { needs resources met } }');
  await opened.close();
  expect(data?.latestMatchRun).toEqual({ needs: 150, resources: 150, met: 150 });
});

test('the first run waits for the slowest copy', async () => {
  const opened = await openedMatching('SQLite', volunteer('volunteer_a'), need('need_a'));
  const { feeds } = opened.departments;
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const slow: Feed = {
    head: () => feeds.volunteers.head(),
    pull: (request, signal) => held.then(() => feeds.volunteers.pull(request, signal)),
  };
  const subgraph = await openMatching(openingOfTest(opened.otherLocation, 'other'));
  const workers = startWorkersOfTest(subgraph, { ...feeds, volunteers: slow });
  const runs = async () => {
    const { data } = await asker<Viewer>(subgraph)(operator, '{ latestMatchRun { needs met } }');
    return data?.latestMatchRun;
  };
  try {
    await expect
      .poll(workers.waitingFor)
      .toEqual(['matching reads volunteers: volunteer', 'matching reads volunteers: volunteerTeam', 'matching runs']);
    expect(await runs()).toBeNull();
    letGo();
    await workers.ready;
    expect(await runs()).toEqual({ needs: 1, met: 1 });
  } finally {
    letGo();
    await workers.stop();
    await subgraph.close();
    await opened.close();
  }
});
