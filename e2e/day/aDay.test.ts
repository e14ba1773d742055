import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asking, type House, openHouse } from '../house.ts';
import { type DiaryEntry, pageOf } from './diary.ts';

const introduction = `
# A day: from a new need at nine to the visit recorded (一天的闭环)

Every step on this page was run in a house with a synthetic district, and its answer is what the hub said: the page is written by \`e2e/day/aDay.test.ts\`, which fails when it is not current
(\`npx vitest run e2e/day -u\` writes it anew). Ids that are made on the way are numbered; all people are synthetic. With \`npm start\` the same can be done with the printed tokens, in the explorer.
`;

let now = new Date('2026-11-23T00:55:00.000Z');
let house: House;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { clock: () => now });
}, 120_000);
afterAll(() => house.close());

const worker: Asking = { role: 'station-worker', purpose: 'CASE_SERVICE' };
const platform: Asking = { role: 'volunteer-partner', purpose: 'VOLUNTEER_DISPATCH' };
const diary: DiaryEntry[] = [];

type Data = Readonly<Record<string, unknown>>;
interface Wish {
  readonly time: string;
  readonly who: string;
  readonly title: string;
  readonly text: string;
  readonly asking: Asking;
  readonly document: string;
  readonly variables?: Data;
  /** The step is asked again until this is true of its answer: readers of feeds need a moment. */
  readonly until?: (data: Data) => boolean;
}

/** Runs a step at its time of the day in Shanghai, and writes it down. */
async function step(wish: Wish): Promise<Data> {
  const { time, asking, document, variables = {}, until = () => true } = wish;
  now = new Date(`2026-11-23T${time}:00.000+08:00`);
  for (;;) {
    const answer = await house.ask(document, variables, asking);
    expect(answer.errors).toBeUndefined();
    const data = answer.data ?? {};
    if (until(data)) {
      diary.push({ ...wish, variables, answer });
      return data;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const first = <Node>(data: Data, list: string): Node =>
  (data[list] as { readonly edges: readonly { readonly node: Node }[] }).edges[0]?.node as Node;
const done = (data: Data, change: string) => data[change] as { readonly id: string; readonly version: number };

test('a need is opened at nine, and the visit is recorded in the evening', async () => {
  const client = first<{ readonly id: string }>(
    await step({
      time: '08:58',
      who: 'A social worker of the station',
      title: 'Who is it about?',
      text: 'She looks up somebody old who lives alone.',
      asking: worker,
      document: '{ clients(where: { group: ELDERLY_ALONE }, first: 1) { edges { node { id groups } } } }',
    }),
    'clients',
  );
  const need = done(
    await step({
      time: '09:00',
      who: 'She',
      title: 'A new need',
      text: 'Somebody should look in for two hours, soon.',
      asking: worker,
      document:
        'mutation ($input: OpenNeedInput!) { openNeed(input: $input) { id version status unit units urgency } }',
      variables: {
        input: { client: client.id, category: 'ELDERLY_SUPPORT', serviceCode: 'HOME_VISIT', units: 2, urgency: 'HIGH' },
      },
    }),
    'openNeed',
  );
  interface Matched {
    readonly matches: readonly { readonly standing: string; readonly resource: { readonly id: string } }[] | null;
  }
  const matched = (data: Data) => data.need as Matched;
  const proposal = matched(
    await step({
      time: '09:01',
      who: 'She',
      title: 'Who could go',
      text: 'The run that follows the new need has an answer.',
      asking: worker,
      document: `query ($id: ID!) { need(id: $id) {
  matches(first: 1) { standing distanceMetres reasons { text } resource { id title available { amount unit } provider { name } } }
} }`,
      variables: { id: need.id },
      until: (data) => (matched(data).matches?.length ?? 0) > 0,
    }),
  ).matches?.[0];
  expect(proposal?.standing).toBe('PROPOSED');
  const resource = proposal?.resource.id ?? '';
  const availableNow = async () => {
    const { data } = await house.ask(
      'query ($id: ID!) { resource(id: $id) { available { amount } } }',
      { id: resource },
      worker,
    );
    return ((data?.resource ?? {}) as { readonly available: { readonly amount: number } }).available.amount;
  };
  const offered = await availableNow();

  const draft = done(
    await step({
      time: '09:10',
      who: 'She',
      title: 'A referral is drafted',
      text: 'Nobody but the station knows of it.',
      asking: worker,
      document:
        'mutation ($input: ProposeReferralInput!) { proposeReferral(input: $input) { id version state units unit dueOn } }',
      variables: { input: { need: need.id, resource } },
    }),
    'proposeReferral',
  );
  await step({
    time: '09:12',
    who: 'She',
    title: 'It is sent',
    text: 'The platform has two workdays to answer.',
    asking: worker,
    document: 'mutation ($input: SendReferralInput!) { sendReferral(input: $input) { id version state dueOn } }',
    variables: { input: { id: draft.id, version: 1 } },
  });
  expect(await availableNow()).toBe(offered);
  const asked = await step({
    time: '10:00',
    who: 'The volunteer platform',
    title: 'What is asked, and not of whom',
    text: 'It sees service, area and time, and no person.',
    asking: platform,
    document: `{ referrals(where: { state: SENT }) { edges { node {
  id version serviceCode units unit urgency times division { name } dueOn recipient { displayName phone address }
} } } }`,
  });
  expect(first<{ readonly recipient: unknown }>(asked, 'referrals').recipient).toBeNull();
  await step({
    time: '10:05',
    who: 'The platform',
    title: 'It is accepted',
    text: 'Two hours of the volunteer are promised from now on.',
    asking: platform,
    document: 'mutation ($input: ReferralStepInput!) { acceptReferral(input: $input) { id version state dueOn } }',
    variables: { input: { id: draft.id, version: 2 } },
  });
  expect(await availableNow()).toBe(offered - 2);
  const recipientOf = (data: Data) => (data.referral as { readonly recipient: Data | null }).recipient;
  await step({
    time: '10:06',
    who: 'The platform',
    title: 'Whom to visit',
    text: 'Now, and until the referral is over, it may know; the reading stands in the ledger.',
    asking: platform,
    document: 'query ($id: ID!) { referral(id: $id) { recipient { displayName phone address } } }',
    variables: { id: draft.id },
    until: (data) => typeof recipientOf(data)?.displayName === 'string',
  });
  await step({
    time: '14:00',
    who: 'The platform',
    title: 'The volunteer is there',
    text: 'The station sees it at the same moment.',
    asking: platform,
    document: 'mutation ($input: ReferralStepInput!) { startReferral(input: $input) { version state } }',
    variables: { input: { id: draft.id, version: 3 } },
  });
  await step({
    time: '16:05',
    who: 'The platform',
    title: 'It is done',
    text: 'What was promised is spent.',
    asking: platform,
    document:
      'mutation ($input: CompleteReferralInput!) { completeReferral(input: $input) { version state outcome servedUnits commitments { kind units } } }',
    variables: { input: { id: draft.id, version: 4, outcome: 'SERVED' } },
  });
  // However far each owner has come with its books, what is left of the volunteer's month is the same.
  const left = new Set<number>();
  const statusOf = (data: Data) => data.need as { readonly status: string };
  for (let isMet = false; !isMet; ) {
    left.add(await availableNow());
    const { data } = await house.ask('query ($id: ID!) { need(id: $id) { status } }', { id: need.id }, worker);
    isMet = statusOf(data ?? {}).status === 'MET';
  }
  await step({
    time: '16:06',
    who: 'The social worker',
    title: 'The need is met, and the visit is in the file',
    text: 'Nobody had to write it down twice.',
    asking: worker,
    document: `query ($id: ID!) {
  need(id: $id) { status closedOn servedUnits referrals { state outcome } }
  visits(where: { need: $id }) { edges { node { serviceCode hours visitedOn } } }
}`,
    variables: { id: need.id },
  });
  const hours = (data: Data) =>
    (data.resource as { readonly volunteer: { readonly hoursServed: number } | null }).volunteer?.hoursServed ?? 0;
  await step({
    time: '16:07',
    who: 'The platform',
    title: "The hours stand in the volunteer's record",
    text: 'What is left of her month is as it was promised in the morning.',
    asking: platform,
    document: `query ($id: ID!) { resource(id: $id) { available { amount unit }
  ... on VolunteerTime { volunteer { hoursServed serviceRecords(first: 1) { serviceCode hours servedOn } } }
} }`,
    variables: { id: resource },
    until: (data) => hours(data) === 2,
  });
  left.add(await availableNow());
  expect([...left]).toEqual([offered - 2]);
  expect(
    recipientOf(
      (
        await house.ask(
          'query ($id: ID!) { referral(id: $id) { recipient { displayName } } }',
          { id: draft.id },
          platform,
        )
      ).data ?? {},
    ),
  ).toBeNull();

  await expect(pageOf(introduction, diary)).toMatchFileSnapshot('../../docs/a-day.md');
}, 120_000);
