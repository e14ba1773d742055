import { readFileSync } from 'node:fs';
import type { Asking } from './house.ts';

export const mainQuestion = readFileSync(
  new URL('../schema/operations/needsWithResources.graphql', import.meta.url),
  'utf8',
);

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly asking?: Asking;
}

const division = '420502000000';

/** Asked in both modes and on both stores; the answers must be the same word for word, errors included. */
export const questions: readonly Question[] = [
  { name: 'the main question', query: mainQuestion, variables: { division } },
  { name: 'the main question in Chinese', query: mainQuestion, variables: { division }, asking: { language: 'zh' } },
  {
    name: 'residents and their files',
    query: `{ residents(where: { division: "${division}" }, first: 5) { totalCount edges { cursor node { id displayName person { client { id } beneficiary { id } } } } } }`,
  },
  {
    name: 'clients of stations',
    query: '{ clients(first: 3) { edges { node { displayName ageYears groups station { name level } phone } } } }',
  },
  {
    name: 'funds and their grants',
    query:
      '{ funds(first: 5) { totalCount edges { node { name balanceFen region { name } matchGrants { tier amountFen } charityOrganisation { name creditCode } } } } }',
  },
  {
    name: 'volunteers by skill',
    query:
      '{ volunteers(where: { skill: HAIRDRESSING }, first: 5) { totalCount edges { node { skills availability { hoursPerMonth times { weekday part } } team { name activeMembers } division { name } } } } }',
  },
  {
    name: 'streets and communities',
    query: `{ divisions(where: { within: "${division}", level: TOWNSHIP }, first: 20) { totalCount edges { node { id name children { name } } } } }`,
  },
  {
    name: 'zones and who is in them',
    query: '{ zones(first: 5) { edges { node { name members { name managedBy { name } } } } } }',
  },
  {
    name: 'case files and their workers',
    query:
      '{ caseFiles(where: { deep: true }, first: 3) { totalCount edges { node { stage deep station { name } socialWorker { certificate displayName } } } } }',
    asking: { purpose: 'CASE_SERVICE' },
  },
  {
    name: 'projects of a programme',
    query: '{ projects(first: 3) { totalCount edges { node { name programme fundedFen phase division { name } } } } }',
  },
  {
    name: 'resources and shortages',
    query:
      '{ resources(first: 3) { totalCount edges { node { __typename title provider { name } } } } shortages(first: 3) { totalCount edges { node { code text serviceCode unit unmetUnits division { name } } } } latestMatchRun { needs met partlyMet unmet resources objective dualBound } }',
  },
  {
    name: 'a question without purpose',
    query: '{ needs(first: 2) { edges { node { id category client { displayName } } } } }',
    asking: { purpose: null },
  },
  {
    name: 'a filter that the purpose does not cover',
    query: '{ needs(where: { urgency: HIGH }) { totalCount } }',
    asking: { purpose: null },
  },
  {
    name: 'an analyst who counts',
    query:
      '{ needs(where: { category: ELDERLY_SUPPORT }, first: 2) { totalCount edges { node { category client { displayName } } } } }',
    asking: { role: 'analyst', purpose: 'STATISTICS' },
  },
  {
    name: 'counts by street',
    query: readFileSync(new URL('../schema/operations/countsByStreet.graphql', import.meta.url), 'utf8'),
    asking: { role: 'analyst', purpose: 'STATISTICS' },
  },
  { name: 'an unknown purpose', query: '{ stations(first: 1) { totalCount } }', asking: { purpose: 'CURIOSITY' } },
  { name: 'an unknown field', query: '{ needs { total } }' },
  {
    name: 'a wrong variable',
    query: 'query ($first: Int) { needs(first: $first) { totalCount } }',
    variables: { first: '420502194601012221' },
  },
  { name: 'an unknown filter value', query: '{ needs(where: { status: LOST }) { totalCount } }' },
  { name: 'a foreign cursor', query: '{ needs(after: "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAA") { totalCount } }' },
  {
    name: 'ids that are not there',
    query:
      '{ need(id: "need_0") { id } client(id: "x") { id } person(id: "y") { id } fund(id: "z") { id } resource(id: "r") { id } resident(id: "q") { id } volunteer(id: "v") { id } }',
  },
  { name: 'a page that is too large', query: '{ needs(first: 1000) { totalCount } }' },
  { name: 'malformed GraphQL', query: '{ needs( }' },
  {
    name: 'a change without the right',
    query: 'mutation { closeNeed(input: { id: "need_0", version: 1, outcome: MET }) { id } }',
  },
  {
    name: 'a change of what is not there',
    query: 'mutation { closeNeed(input: { id: "need_0", version: 1, outcome: MET }) { id } }',
    asking: { purpose: 'CASE_SERVICE' },
  },
  {
    name: 'a referral of what is not there',
    query:
      'mutation { proposeReferral(input: { need: "need_0", resource: "resource_0" }) { id } sendReferral(input: { id: "referral_0", version: 1 }) { id } }',
    asking: { purpose: 'CASE_SERVICE' },
  },
  {
    name: 'a referral by somebody who only looks on',
    query: 'mutation { acceptReferral(input: { id: "referral_0", version: 1 }) { id } }',
    asking: { role: 'street-worker', purpose: 'CASE_SERVICE' },
  },
  {
    name: 'lists of which nothing is there yet',
    query:
      '{ referrals { totalCount } overcommitments { totalCount } disbursements { totalCount } visits { totalCount } }',
    asking: { purpose: 'CASE_SERVICE' },
  },
];
