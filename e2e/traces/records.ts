import type { ProtectedKind, Viewer } from '@hub/engine-policy';
import type { SubgraphName } from '@hub/schema';
import type { Home } from './places.ts';

/** A record of a small world, in the form of its owner's intake. */
export interface WorldRecord {
  readonly subgraph: SubgraphName;
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>> & { readonly divisionCode?: string };
  /** By which rule it is seen; what has none is public. */
  readonly seenAs?: ProtectedKind | ((viewer: Viewer) => boolean);
  readonly owner?: string;
  /** Id of a visible record that tells of it, whatever else hides it: a proposal of who is proposed, a payment or hours served of the need. */
  readonly toldBy?: string;
}

export const record = (
  subgraph: SubgraphName,
  kind: string,
  fields: WorldRecord['fields'],
  more: Omit<WorldRecord, 'subgraph' | 'kind' | 'fields'> = {},
): WorldRecord => ({ subgraph, kind, fields, ...more });

export const point = (longitude: number) => ({ longitude, latitude: 30.7 });
export const always = { validFrom: '2000-01-01', validTo: null };

/** An ID number of real form; the last sign is the check of GB 11643. */
export function idNumberOf(ordinal: number, bornOn = '19500101'): string {
  const body = `420502${bornOn}${String(100 + ordinal).slice(-3)}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** What every department writes down of whoever lives in a home. */
export const person = ({ ordinal, community }: Home, owner: string) => ({
  name: `赵${'一二三四'[ordinal - 1]}娥`,
  idNumber: idNumberOf(ordinal),
  bornOn: '1950-01-01',
  gender: 'FEMALE',
  phone: `1990000000${ordinal}`,
  address: `夷陵大道${ordinal}号`,
  divisionCode: community,
  ownerOrganisationId: owner,
});
