import { planDistrict } from '@hub/engine-population';
import { type Asking, type House, plan } from './house.ts';

const serving: Asking = { purpose: 'CASE_SERVICE' };

interface NeedNode {
  readonly id: string;
  readonly matches:
    | readonly {
        readonly standing: string;
        readonly units: number;
        readonly resource: { readonly id: string; readonly fund?: { readonly id: string } } | null;
      }[]
    | null;
}

async function change(house: House, name: string, type: string, input: object) {
  const { data, errors } = await house.ask(
    `mutation ($input: ${type}!) { done: ${name}(input: $input) { id version } }`,
    { input },
    serving,
  );
  if (!data?.done) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data.done as { readonly id: string; readonly version: number };
}

/** Refers some needs to the funds that are proposed for them, accepts that, and lets one of the funds lose its money. */
export async function referNeedsToFunds(house: House): Promise<void> {
  const { data } = await house.ask(
    `{ needs(where: { serviceCode: HOME_ADAPTATION, status: OPEN }, first: 20) { edges { node { id
      matches(first: 1) { standing units resource { id ... on FundAllocation { fund { id } } } } } } } }`,
    {},
    serving,
  );
  const { edges } = (data?.needs ?? { edges: [] }) as { readonly edges: readonly { readonly node: NeedNode }[] };
  const pairs = edges.flatMap(({ node: { id, matches } }) =>
    (matches ?? []).flatMap(({ standing, units, resource }) =>
      standing === 'PROPOSED' && resource ? [{ need: id, units, resource: resource.id, fund: resource.fund?.id }] : [],
    ),
  );
  for (const { need, units, resource } of pairs) {
    const draft = await change(house, 'proposeReferral', 'ProposeReferralInput', { need, units, resource });
    const sent = await change(house, 'sendReferral', 'SendReferralInput', draft);
    await change(house, 'acceptReferral', 'ReferralStepInput', sent);
  }
  const funds = [...planDistrict(plan).chunks()].flatMap(({ charities }) => charities.funds);
  const poorer = { ...funds.find(({ id }) => id === pairs[0]?.fund), balanceFen: 0 };
  const outcome = await house.hub.subgraphs.get('charities')?.intake.load('funds', [poorer]);
  if (outcome?.loaded !== 1) throw new Error(`No fund became poorer: ${JSON.stringify(outcome)}`);
  const isOvercommitted = async () => {
    const { data: told } = await house.ask('{ overcommitments { totalCount } }');
    return ((told?.overcommitments ?? {}) as { readonly totalCount: number }).totalCount > 0;
  };
  while (!(await isOvercommitted())) await new Promise((resolve) => setImmediate(resolve));
}
