import type { Purpose, Role, Viewer } from '@hub/engine-policy';
import { dayIn, type Subgraph } from '@hub/kernel';
import { addDays, isWorkday } from '@hub/values';
import { demonstrationDivision } from './demonstrationDistrict.ts';

type Command = 'propose' | 'send' | 'accept' | 'decline' | 'start' | 'complete' | 'cancel';

/** A step, so many workdays ago. */
type Past = readonly [command: Command, workdaysAgo: number, more?: Readonly<Record<string, unknown>>];

interface Story {
  readonly count: number;
  readonly mode: 'LIVE' | 'LOGGED';
  readonly steps: readonly Past[];
}

/** What happened to urgent needs in the last weeks: some helped, some under way, and some that nobody answered in time. */
export const stories: readonly Story[] = [
  {
    count: 5,
    mode: 'LOGGED',
    steps: [
      ['propose', 15],
      ['send', 14],
      ['accept', 13],
      ['start', 10],
      ['complete', 5, { outcome: 'SERVED' }],
    ],
  },
  {
    count: 3,
    mode: 'LOGGED',
    steps: [
      ['propose', 8],
      ['send', 8],
      ['accept', 7],
      ['start', 3],
    ],
  },
  {
    count: 2,
    mode: 'LOGGED',
    steps: [
      ['propose', 8],
      ['send', 7],
      ['accept', 6],
    ],
  },
  {
    count: 3,
    mode: 'LIVE',
    steps: [
      ['propose', 3],
      ['send', 2],
      ['accept', 0],
    ],
  },
  {
    count: 2,
    mode: 'LOGGED',
    steps: [
      ['propose', 7],
      ['send', 6],
      ['decline', 4, { reason: 'NO_TIME' }],
    ],
  },
  {
    count: 1,
    mode: 'LOGGED',
    steps: [
      ['propose', 5],
      ['send', 5],
      ['decline', 3, { reason: 'RECIPIENT_DECLINED' }],
    ],
  },
  {
    count: 3,
    mode: 'LIVE',
    steps: [
      ['propose', 4],
      ['send', 4],
    ],
  },
  {
    count: 4,
    mode: 'LIVE',
    steps: [
      ['propose', 0],
      ['send', 0],
    ],
  },
  { count: 2, mode: 'LIVE', steps: [['propose', 4]] },
  { count: 3, mode: 'LIVE', steps: [['propose', 0]] },
  {
    count: 2,
    mode: 'LIVE',
    steps: [
      ['propose', 13],
      ['send', 12],
    ],
  },
  {
    count: 1,
    mode: 'LOGGED',
    steps: [
      ['propose', 9],
      ['send', 9],
      ['cancel', 6, { reason: 'NO_LONGER_NEEDED' }],
    ],
  },
];

const inputs: Readonly<Record<Command, string>> = {
  propose: 'ProposeReferralInput',
  send: 'SendReferralInput',
  accept: 'ReferralStepInput',
  decline: 'DeclineReferralInput',
  start: 'ReferralStepInput',
  complete: 'CompleteReferralInput',
  cancel: 'EndReferralInput',
};

const needsOfDistrict = `query ($after: String) { needs(where: { division: "${demonstrationDivision}", status: OPEN }, orderBy: URGENCY,
  first: 100, after: $after) { edges { node { id openedOn station { id } } } pageInfo { hasNextPage endCursor } } }`;
const bestOf = `query ($needs: [_Any!]!) { _entities(representations: $needs) {
  ... on Need { matches(first: 1) { standing units resource { id __typename } } } } }`;

interface Departments {
  readonly 'social-work': Subgraph;
  readonly matching: Subgraph;
}
interface Moment {
  readonly now: Date;
  readonly timeZone: string;
}
interface Need {
  readonly id: string;
  readonly openedOn: string;
  readonly station: { readonly id: string } | null;
}
interface Best {
  readonly standing: string;
  readonly units: number;
  readonly resource: { readonly id: string; readonly __typename: string } | null;
}
interface Pair {
  readonly need: Need;
  readonly best: Best;
}
interface Referral {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

const viewerOf = (role: Role, purpose: Purpose, organisation: string | null): Viewer => ({
  subject: `demo-${role}`,
  role,
  divisions: [demonstrationDivision],
  organisation,
  purpose,
  basis: 'STATUTORY_DUTY',
  tokenId: 'demonstration',
  agreement: null,
  grant: null,
  caseReference: null,
});

async function asked<Data>(
  subgraph: Subgraph,
  viewer: Viewer,
  now: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data | null> {
  const caller = { viewer, requestId: 'demonstration', language: 'zh', idempotencyKey: null, now } as const;
  const { data, errors } = await subgraph.execute({ query, variables }, caller);
  return errors ? null : ((data as Data | null | undefined) ?? null);
}

/**
 * Gives a new demonstration a past: what was proposed by the first matching run is referred by the steps of the machine, each on its own
 * day. Gives how many referrals there are in each state. What a rule refuses is passed over.
 */
export async function demonstrationReferrals(
  departments: Departments,
  moment: Moment,
): Promise<ReadonlyMap<string, number>> {
  const pairs = await urgentPairs(departments, moment);
  const states = new Map<string, number>();
  for (const { count, mode, steps } of stories)
    for (let made = 0; made < count; ) {
      const [[, ago]] = steps as readonly [Past, ...Past[]];
      const at = pairs.findIndex(({ need }) => need.openedOn <= dayBefore(ago, moment));
      if (at < 0) break;
      const [pair] = pairs.splice(at, 1) as [Pair];
      const state = await told(departments.matching, pair, mode, steps, moment);
      if (state === null) continue;
      states.set(state, (states.get(state) ?? 0) + 1);
      made++;
    }
  return states;
}

/** Takes the steps of a story; gives the state in which it ends, or nothing where it did not begin. */
async function told(
  matching: Subgraph,
  { need, best }: Pair,
  mode: Story['mode'],
  steps: readonly Past[],
  moment: Moment,
): Promise<string | null> {
  let referral: Referral | null = null;
  for (const [command, ago, more] of steps) {
    const input: object =
      referral === null
        ? { need: need.id, resource: best.resource?.id, units: best.units, mode }
        : { id: referral.id, version: referral.version, ...more };
    // The provider answers a referral that it works on itself; an officer does it here in its place.
    const byProvider = mode === 'LIVE' && command === 'accept';
    const viewer = byProvider
      ? viewerOf('district-officer', 'CASE_SERVICE', null)
      : viewerOf('station-worker', 'CASE_SERVICE', need.station?.id ?? null);
    const change = `mutation ($input: ${inputs[command]}!) { done: ${command}Referral(input: $input) { id version state } }`;
    const done: { readonly done: Referral } | null = await asked(matching, viewer, instantOf(ago, moment), change, {
      input,
    });
    if (!done) break;
    referral = done.done;
  }
  return referral?.state ?? null;
}

const pagesOfNeeds = 6;

/** Urgent open needs with what the run proposes for each, the kinds of help in turn. */
async function urgentPairs(departments: Departments, { now }: Moment): Promise<Pair[]> {
  const viewer = viewerOf('district-officer', 'RESOURCE_MATCHING', null);
  const at = now.toISOString();
  const kinds = new Map<string, Pair[]>();
  let after: string | null = null;
  for (let page = 0; page < pagesOfNeeds; page++) {
    const answer: NeedPage | null = await asked(departments['social-work'], viewer, at, needsOfDistrict, { after });
    const needs = answer?.needs.edges.map(({ node }) => node) ?? [];
    const representations = needs.map(({ id }) => ({ __typename: 'Need', id }));
    const told = await asked<{ readonly _entities: readonly ({ readonly matches: readonly Best[] | null } | null)[] }>(
      departments.matching,
      viewer,
      at,
      bestOf,
      { needs: representations },
    );
    for (const [place, need] of needs.entries()) {
      const best = told?._entities[place]?.matches?.[0];
      if (best?.standing !== 'PROPOSED' || !best.resource || !need.station) continue;
      const kind = best.resource.__typename;
      kinds.set(kind, [...(kinds.get(kind) ?? []), { need, best }]);
    }
    after = answer?.needs.pageInfo.endCursor ?? null;
    if (!answer?.needs.pageInfo.hasNextPage) break;
  }
  return inTurn([...kinds.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, pairs]) => pairs));
}

interface NeedPage {
  readonly needs: {
    readonly edges: readonly { readonly node: Need }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const inTurn = (lists: readonly (readonly Pair[])[]): Pair[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, at) =>
    lists.flatMap((list) => list[at] ?? []),
  ).flat();

/** The workday that was so many workdays ago; today for none. */
function dayBefore(workdays: number, { now, timeZone }: Moment): string {
  let day = dayIn(timeZone, now.toISOString());
  for (let left = workdays; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkday(day)) left--;
  }
  return day;
}

const morning = 'T02:00:00.000Z';

/** Ten in the morning of that day in China, or now. */
const instantOf = (workdaysAgo: number, moment: Moment): string =>
  workdaysAgo === 0 ? moment.now.toISOString() : `${dayBefore(workdaysAgo, moment)}${morning}`;
