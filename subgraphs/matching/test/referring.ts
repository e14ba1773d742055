import type { Viewer } from '@hub/engine-policy';
import { expect } from 'vitest';
import { charity, officer, platform, stationWorker } from './district.ts';
import type { OpenedMatching } from './opened.ts';

export const worker: Viewer = { ...stationWorker, purpose: 'CASE_SERVICE' };
export const otherStation: Viewer = { ...worker, subject: 'other', organisation: 'station_b' };
export const dispatcher: Viewer = { ...platform, purpose: 'VOLUNTEER_DISPATCH' };
export const almoner: Viewer = { ...charity, purpose: 'CHARITY_AID' };

export interface Given {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly units: number;
  readonly dueOn: string | null;
}

export const versionOf = ({ id, version }: Given) => ({ id, version });

const typeOfInput: Readonly<Record<string, string>> = {
  proposeReferral: 'ProposeReferralInput',
  sendReferral: 'SendReferralInput',
  declineReferral: 'DeclineReferralInput',
  completeReferral: 'CompleteReferralInput',
  unacceptReferral: 'EndReferralInput',
  cancelReferral: 'EndReferralInput',
  reassignReferral: 'ReassignReferralInput',
};

const fields = 'id version state units dueOn';

/** Steps of referrals as people take them, with resources named by what their departments call them. */
export async function createReferring(opened: OpenedMatching) {
  const resources = new Map((await resourcesOf(opened)).map(({ id, ownerId }) => [ownerId, id]));
  const resource = (ownerId: string): string => resources.get(ownerId) ?? 'none';
  const leftOf = async (ownerId: string): Promise<number> => {
    const { data } = await opened.ask(officer, 'query ($id: ID!) { resource(id: $id) { available { amount } } }', {
      id: resource(ownerId),
    });
    return ((data?.resource ?? {}) as { readonly available: { readonly amount: number } }).available.amount;
  };

  const run = async (viewer: Viewer, name: string, input: object, key: string | null = null) => {
    const type = typeOfInput[name] ?? 'ReferralStepInput';
    const { data, errors } = await opened.ask(
      viewer,
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${fields} } }`,
      { input },
      { idempotencyKey: key },
    );
    const [error] = errors ?? [];
    return { given: data?.done as Given | null, error: error?.extensions, message: error?.message };
  };
  const done = async (viewer: Viewer, name: string, input: object): Promise<Given> => {
    const { given, error } = await run(viewer, name, input);
    expect(error).toBeUndefined();
    return given as Given;
  };
  const proposed = (needId: string, ownerId: string, more: object = {}) =>
    done(worker, 'proposeReferral', { need: needId, resource: resource(ownerId), ...more });
  const sent = async (needId: string, ownerId: string, more: object = {}) => {
    const { id, version } = await proposed(needId, ownerId, more);
    return done(worker, 'sendReferral', { id, version });
  };
  const asked = async (viewer: Viewer, id: string, what: string, language: 'zh' | 'en' = 'en') => {
    const { data } = await opened.ask(
      viewer,
      `query ($id: ID!) { referral(id: $id) { ${what} } }`,
      { id },
      { language },
    );
    return data?.referral as Record<string, unknown> | null;
  };
  return { resource, leftOf, run, done, proposed, sent, asked };
}

export type Referring = Awaited<ReturnType<typeof createReferring>>;

async function resourcesOf(opened: OpenedMatching) {
  const { data } = await opened.ask(
    officer,
    `{ resources(first: 50) { edges { node { id ... on VolunteerTime { volunteer { id } }
      ... on TeamTime { team { id } }
      ... on FundAllocation { fund { id } } ... on Caseload { socialWorker { id } } } } } }`,
  );
  const { edges } = (data?.resources ?? {}) as {
    readonly edges: readonly { readonly node: Record<string, unknown> }[];
  };
  return edges.map(({ node }) => {
    const owner = node.volunteer ?? node.team ?? node.fund ?? node.socialWorker;
    // Of other kinds no test asks by their owners.
    return { id: node.id as string, ownerId: (owner as { readonly id: string } | undefined)?.id ?? '' };
  });
}
