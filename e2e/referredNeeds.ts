import { planDistrict } from '@hub/engine-population';
import { type Asking, type House, plan } from './house.ts';

const serving: Asking = { purpose: 'CASE_SERVICE' };

interface Fund {
  readonly id: string;
  readonly matchGiving: object | null;
}

interface NeedNode {
  readonly id: string;
  readonly matches:
    | readonly {
        readonly standing: string;
        readonly units: number;
        readonly resource: { readonly id: string; readonly fund?: Fund } | null;
      }[]
    | null;
}
interface Step {
  readonly id: string;
  readonly version: number;
}
interface Page {
  readonly edges: readonly { readonly node: NeedNode }[];
}

async function change(house: House, name: string, type: string, input: object): Promise<Step> {
  const { data, errors } = await house.ask(
    `mutation ($input: ${type}!) { done: ${name}(input: $input) { id version } }`,
    { input },
    serving,
  );
  if (!data?.done) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data.done as Step;
}

/** Refers needs of a service to what is proposed for them, and accepts that; gives the referrals with the funds behind them, if any. */
async function accepted(house: House, serviceCode: string, most = 20) {
  const { data } = await house.ask(
    `{ needs(where: { serviceCode: ${serviceCode}, status: OPEN }, first: 20) { edges { node { id
      matches(first: 1) { standing units resource { id ... on FundAllocation { fund { id matchGiving { gives } } } } } } } } }`,
    {},
    serving,
  );
  const referrals: (Step & { readonly fund: string | undefined })[] = [];
  for (const { node } of ((data?.needs ?? { edges: [] }) as Page).edges)
    for (const { standing, units, resource } of node.matches ?? []) {
      // Who gives only beside others is not asked alone.
      if (standing !== 'PROPOSED' || !resource || resource.fund?.matchGiving) continue;
      const input = { need: node.id, resource: resource.id, units };
      const draft = await change(house, 'proposeReferral', 'ProposeReferralInput', input);
      const sent = await change(house, 'sendReferral', 'SendReferralInput', draft);
      const { id, version } = await change(house, 'acceptReferral', 'ReferralStepInput', sent);
      referrals.push({ id, version, fund: resource.fund?.id });
      if (referrals.length === most) return referrals;
    }
  return referrals;
}

/** How many there are of a list, once there are some. */
async function untilSome(house: House, list: string): Promise<void> {
  const count = async () => {
    const { data } = await house.ask(`{ ${list} { totalCount } }`, {}, serving);
    return ((data?.[list] ?? {}) as { readonly totalCount?: number }).totalCount ?? 0;
  };
  while ((await count()) === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Leaves in a house referrals that are accepted, others of which the outcome is booked, and a fund of which too much is promised. */
export async function referNeeds(house: House): Promise<void> {
  const [spent, ...promised] = await accepted(house, 'HOME_ADAPTATION');
  const [visited] = await accepted(house, 'HAIRCUT', 1);
  for (const one of [spent, visited])
    if (one) {
      const input = { id: one.id, version: one.version, outcome: 'SERVED' };
      await change(house, 'completeReferral', 'CompleteReferralInput', input);
    }
  await untilSome(house, 'disbursements');
  await untilSome(house, 'visits');
  const funds = [...planDistrict(plan).chunks()].flatMap(({ charities }) => charities.funds);
  const poorer = { ...funds.find(({ id }) => id === promised[0]?.fund), balanceFen: 0 };
  const outcome = await house.hub.subgraphs.get('charities')?.intake.load('funds', [poorer]);
  if (outcome?.loaded !== 1) throw new Error(`No fund became poorer: ${JSON.stringify(outcome)}`);
  await untilSome(house, 'overcommitments');
}
