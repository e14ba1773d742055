import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Role, Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedModel } from '../src/model-version/shippedModel.ts';
import { feedsOf, readAll } from './departments.ts';
import { manyPeople } from './manyPeople.ts';
import { district, openPeopleIndex, type PeopleIndex } from './peopleIndex.ts';

const viewerOf = (role: Role, subject: string = role): Viewer => ({
  ...{ subject, role, divisions: [district], organisation: null, purpose: role === 'reviewer' ? 'CORRECTION' : null },
  ...{ basis: 'STATUTORY_DUTY', tokenId: null, agreement: null, grant: null, caseReference: null },
});
const outcome = `decisions shiftBits uncertaintyBits personsNow persons joined split linksNow linksGained linksLost waitingNow waiting
  precision { value low high sample } recall { value low high sample }`;
const trial = `id kind status stage done of askedBy endedAt failure model { id madeBy records isInForce } outcome { ${outcome} }`;
const listed = `{ linkModelTrials { ${trial} } }`;
const { id: shipped } = shippedModel();

interface Outcome {
  readonly [figure: string]: number | null;
}

interface Trial {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly model: { readonly id: string; readonly records: number } | null;
  readonly outcome: Outcome | null;
}

interface Waiting {
  readonly linkReviews: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

/** Pairs that reviewers decide on. */
const decided = 7;

describe.each(storesOfTest)('trials of models on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  const ask = (query: string, role: Role = 'operator', subject?: string) =>
    asker<Viewer>(index.subgraph())(viewerOf(role, subject), query);
  const begin = async (field: string, input: string): Promise<Trial> => {
    const { data, errors } = await ask(`mutation { ${field}(input: { ${input} }) { ${trial} } }`);
    expect(errors).toBeUndefined();
    return data?.[field] as Trial;
  };
  const activate = async (id: string) => {
    const { data, errors } = await ask(`mutation { activateLinkModel(input: { id: "${id}" }) { id isInForce } }`);
    expect(errors).toBeUndefined();
    return data?.activateLinkModel;
  };
  const reasonOf = async (query: string, role: Role = 'operator') =>
    (await ask(query, role)).errors?.[0]?.extensions?.reason ?? (await ask(query, role)).errors?.[0]?.extensions?.code;
  const activations = async () =>
    ((await ask('{ linkModelActivations { version replaced by } }')).data?.linkModelActivations ?? []) as object[];
  const lastTrial = async (): Promise<Trial> => {
    const { data } = await ask(listed);
    const [last] = (data?.linkModelTrials ?? []) as Trial[];
    if (last === undefined) throw new Error('Nothing was tried.');
    return last;
  };
  const isOpen = ({ status }: Trial) => status === 'WAITING' || status === 'RUNNING';
  /** Runs the workers until the trial asked for last has ended. */
  const ended = async (): Promise<Trial> => {
    const workers = startWorkersOfTest(index.subgraph(), feedsOf(index.departments.feed));
    try {
      await workers.ready;
      for (;;) {
        const last = await lastTrial();
        if (!isOpen(last)) return last;
        await nextTurn();
      }
    } finally {
      await workers.stop();
    }
  };
  const figures = async () => {
    const { data } = await ask('{ linkRun { modelVersion nextModelVersion records lookedAt persons links waiting } }');
    return data?.linkRun as Readonly<Record<string, number | string | null>>;
  };
  const partition = async () =>
    [...Map.groupBy(await index.membership(), ([, person]) => person).values()].map((one) =>
      one.map(([key]) => key).join(),
    );
  const links = async () =>
    index
      .tables()
      .selectFrom('link')
      .select(['leftRecord', 'rightRecord', 'weight', 'modelVersion'])
      .orderBy('leftRecord')
      .orderBy('rightRecord')
      .execute();
  /** The version that comes with the hub, with another bar. */
  const withBar = (id: string, automaticBits: number) =>
    index.write(async (db) => {
      const {
        id: _,
        key: __,
        ...version
      } = (await db
        .selectFrom('modelVersion')
        .selectAll()
        .where('id', '=', shipped)
        .executeTakeFirstOrThrow()) as Record<string, unknown> & { automaticBits: number };
      await db
        .insertInto('modelVersion')
        .values({ ...version, id, automaticBits } as never)
        .execute();
    });

  beforeAll(async () => {
    index = await openPeopleIndex(stores);
    await index.change(...manyPeople(200));
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('nobody but operators makes, tries, ends or puts in force any version, or sees a trial', async () => {
    const changes = [
      'trainLinkModel(input: { from: RECORDS }) { id }',
      `tryLinkModel(input: { id: "${shipped}" }) { id }`,
      'cancelLinkModelTrial(input: { id: "none" }) { id }',
      `activateLinkModel(input: { id: "${shipped}" }) { id }`,
    ];
    for (const role of ['district-officer', 'reviewer', 'auditor', 'analyst'] as const) {
      for (const change of changes) expect(await reasonOf(`mutation { ${change} }`, role)).toBe('FORBIDDEN');
      expect((await ask('{ linkModelTrials { id } linkModelActivations { version } }', role)).data).toEqual({
        linkModelTrials: null,
        linkModelActivations: null,
      });
    }
    for (const change of changes.slice(1, 4).map((one) => one.replaceAll(shipped, 'none')))
      expect(await reasonOf(`mutation { ${change} }`)).toBe('NOT_FOUND');
  });

  test('trials wait for their turn; who cancels one gets nothing of it', async () => {
    const first = await begin('tryLinkModel', `id: "${shipped}"`);
    expect(first).toMatchObject({ status: 'WAITING', kind: 'VERSION', askedBy: 'operator', outcome: null });
    const second = await begin('tryLinkModel', `id: "${shipped}"`);
    expect(await begin('cancelLinkModelTrial', `id: "${first.id}"`)).toMatchObject({
      id: first.id,
      status: 'CANCELLED',
    });
    expect(await reasonOf(`mutation { cancelLinkModelTrial(input: { id: "${first.id}" }) { id } }`)).toBe('TRIAL_OVER');
    expect(await ended()).toMatchObject({ id: second.id, status: 'DONE' });
    const { data } = await ask(listed);
    expect(data?.linkModelTrials).toMatchObject([
      { id: second.id, status: 'DONE' },
      { id: first.id, status: 'CANCELLED', outcome: null },
    ]);
  });

  test('of few records, or of nobody’s decisions, nothing is learned', async () => {
    await begin('trainLinkModel', 'from: RECORDS');
    expect(await ended()).toMatchObject({
      ...{ status: 'FAILED', model: null, outcome: null },
      failure: 'There are fewer than a thousand records: too few to learn from.',
    });
    await begin('trainLinkModel', 'from: DECISIONS');
    expect((await ended()).failure).toContain('nothing to learn from');
  });

  test('the version in force would change nothing', async () => {
    const now = await figures();
    await begin('tryLinkModel', `id: "${shipped}"`);
    const { status, outcome: found, model } = await ended();
    expect({ status, model }).toMatchObject({ status: 'DONE', model: { id: shipped, isInForce: true } });
    expect(found).toMatchObject({
      ...{ personsNow: now.persons, persons: now.persons, joined: 0, split: 0 },
      ...{ linksNow: now.links, linksGained: 0, linksLost: 0, waitingNow: now.waiting, waiting: now.waiting },
      ...{ decisions: 0, shiftBits: null, precision: null, recall: null },
    });
  });

  test.each([
    ['strict', 40],
    ['lenient', 3],
  ] as const)('what a %s version would change is what it changes, and going back undoes it', async (id, bits) => {
    await withBar(id, bits);
    const [before, partitionBefore, linksBefore] = [await figures(), await partition(), await links()];
    await begin('tryLinkModel', `id: "${id}"`);
    const { outcome: told } = await ended();
    expect(await links()).toEqual(linksBefore);
    expect((told?.joined ?? 0) + (told?.split ?? 0)).toBeGreaterThan(0);

    expect(await activate(id)).toMatchObject({ id, isInForce: false });
    expect(await figures()).toMatchObject({ modelVersion: shipped, nextModelVersion: id, lookedAt: 0 });
    await readAll(index.subgraph(), index.departments.feed);
    const after = await figures();
    expect(after).toMatchObject({
      ...{ modelVersion: id, nextModelVersion: null, lookedAt: before.records },
      ...{
        persons: told?.persons,
        waiting: told?.waiting,
        links: Number(told?.linksNow) + Number(told?.linksGained) - Number(told?.linksLost),
      },
    });
    expect(await partition()).not.toEqual(partitionBefore);

    await activate(shipped);
    await readAll(index.subgraph(), index.departments.feed);
    expect(await partition()).toEqual(partitionBefore);
    expect(await links()).toEqual(linksBefore);
    expect((await activations()).slice(0, 2)).toEqual([
      { version: shipped, replaced: id, by: 'operator' },
      { version: id, replaced: shipped, by: 'operator' },
    ]);
    expect(await reasonOf(`mutation { activateLinkModel(input: { id: "${shipped}" }) { id } }`)).toBe('MODEL_IN_FORCE');
  });

  test('whoever dies in the middle of relinking goes on there, to the persons of an undisturbed run', async () => {
    const before = await partition();
    await activate('lenient');
    await readAll(index.subgraph(), index.departments.feed);
    const undisturbed = { partition: await partition(), links: await links() };
    await activate(shipped);
    await readAll(index.subgraph(), index.departments.feed);
    expect(await partition()).toEqual(before);

    // Where a person is split the index makes one: it dies at the first, with what was committed before.
    await activate('strict');
    index.cutPower(true);
    await expect(readAll(index.subgraph(), index.departments.feed)).rejects.toThrow('power cut');
    index.cutPower(false);
    expect(await figures()).toMatchObject({ modelVersion: 'strict' });
    await activate('lenient');
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
    expect({ partition: await partition(), links: await links() }).toEqual(undisturbed);
    await activate(shipped);
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
  });

  test('what reviewers decided sets the version in force right, and how good it is is told with intervals', async () => {
    for (let pair = 0; pair < decided; pair += 1) {
      const { data } = await ask('{ linkReviews(first: 1) { edges { node { id } } } }', 'reviewer', 'one');
      const [edge] = (data as unknown as Waiting).linkReviews.edges;
      for (const subject of ['one', 'two']) {
        const verdict = pair === 0 ? 'SAME' : 'DIFFERENT';
        const answer = `mutation { answerLinkReview(input: { id: "${edge?.node.id}", verdict: ${verdict} }) { status } }`;
        expect((await ask(answer, 'reviewer', subject)).errors).toBeUndefined();
      }
    }
    await begin('trainLinkModel', 'from: DECISIONS');
    const { status, model, outcome: told } = await ended();
    expect({ status, model }).toMatchObject({ status: 'DONE', model: { madeBy: 'operator', isInForce: false } });
    expect(told?.decisions).toBe(decided);
    expect(Number(told?.shiftBits)).toBeLessThan(-Number(told?.uncertaintyBits));
    expect(Number(told?.uncertaintyBits)).toBeLessThan(1.5);
    expect(told?.recall).toMatchObject({ sample: 1 });
    const { data } = await ask('{ linkModels { id isInForce } }');
    expect(data?.linkModels).toContainEqual({ id: model?.id, isInForce: false });
  });

  test('from a thousand records on a version is learned from them, also by who begins again', async () => {
    await index.change(...manyPeople(420));
    await begin('trainLinkModel', 'from: RECORDS');
    // As one who died in the middle left it.
    await index.write(async (db) => {
      await db
        .updateTable('modelTrial')
        .set({ status: 'RUNNING', stage: 'LEARNING' })
        .where('status', '=', 'WAITING')
        .execute();
    });
    await index.reopen();
    const { status, model, outcome: told, failure } = await ended();
    expect({ status, failure }).toEqual({ status: 'DONE', failure: null });
    expect(model).toMatchObject({ records: 1050, madeBy: 'operator', isInForce: false });
    expect(told).toMatchObject({ decisions: decided });
    const content = await index
      .tables()
      .selectFrom('modelVersion')
      .select('content')
      .where('id', '=', model?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(content.content).not.toMatch(/13910|胜利路|420502/);
    await activate(model?.id ?? '');
    await readAll(index.subgraph(), index.departments.feed);
    expect(await figures()).toMatchObject({ modelVersion: model?.id, persons: told?.persons, waiting: told?.waiting });
  });

  test('a training under way can be cancelled, and nothing of it is kept', async () => {
    const versions = async () => (await ask('{ linkModels { id } }')).data?.linkModels;
    const before = await versions();
    const { id } = await begin('trainLinkModel', 'from: RECORDS');
    const workers = startWorkersOfTest(index.subgraph(), feedsOf(index.departments.feed));
    await workers.ready;
    while ((await lastTrial()).status === 'WAITING') await nextTurn();
    expect(await begin('cancelLinkModelTrial', `id: "${id}"`)).toMatchObject({ status: 'CANCELLED' });
    await begin('tryLinkModel', `id: "${shipped}"`);
    while (isOpen(await lastTrial())) await nextTurn();
    await workers.stop();
    expect((await lastTrial()).status).toBe('DONE');
    expect(await versions()).toEqual(before);
  });
});
