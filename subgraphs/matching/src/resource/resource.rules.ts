import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import { type ServiceCode, type Skill, unitOfService } from '@hub/values';
import { leftIn, offeredOn } from '../commitment/commitment.rules.ts';
import { providerOfKind, type ResourceKind, type ResourceRow, type SeenResource } from './resource.entity.ts';
import type { ToldDemand } from './resourceDemand.entity.ts';

/** What each kind of resource can be used for, as data with a version. */
export const offers = {
  version: '1',
  /** What an active volunteer can do without being trained for it. */
  ofAnyVolunteer: ['HOME_VISIT', 'MEAL_DELIVERY', 'HOUSEWORK', 'ESCORT_TO_CLINIC'],
  /** What only a volunteer with the skill offers. */
  ofSkill: {
    HAIRDRESSING: 'HAIRCUT',
    REPAIR: 'HOME_REPAIR',
    TEACHING: 'TUTORING',
    COUNSELLING: 'COUNSELLING',
    LAW: 'LEGAL_ADVICE',
  },
  ofCaseload: ['CASE_WORK'],
  /** How far goods are brought from where they lie: one errand within a city. */
  goodsReachMetres: 20_000,
  /** How far people come to a room: a quarter of an hour on foot (GB 50180-2018, 800 to 1,000 metres). */
  venueReachMetres: 1_000,
} as const satisfies {
  readonly version: string;
  readonly ofAnyVolunteer: readonly ServiceCode[];
  readonly ofSkill: Readonly<Partial<Record<Skill, ServiceCode>>>;
  readonly ofCaseload: readonly ServiceCode[];
  readonly goodsReachMetres: number;
  readonly venueReachMetres: number;
};

/** The services that a volunteer offers, in the order of the vocabulary. */
export function servicesOfVolunteer(skills: readonly Skill[]): ServiceCode[] {
  const bySkill: Readonly<Partial<Record<Skill, ServiceCode>>> = offers.ofSkill;
  const offered = new Set<ServiceCode | undefined>([
    ...offers.ofAnyVolunteer,
    ...skills.map((skill) => bySkill[skill]),
  ]);
  return (Object.keys(unitOfService) as ServiceCode[]).filter((service) => offered.has(service));
}

/** Somebody's time is a trace of her, and what is left of a caseload one of the cases that are open. */
export const scopesOfResources = (viewer: Viewer) =>
  ({
    volunteers: scopeOf(viewer, 'volunteer'),
    needs: scopeOf(viewer, 'need'),
    caseFiles: scopeOf(viewer, 'caseFile'),
    ...ownResources(viewer),
  }) satisfies Readonly<Record<string, RowScope>>;

/** What the viewer's organisation provides; volunteers' time is dispatched by the platform of their place. */
function ownResources(viewer: Viewer): Readonly<Record<'provided' | 'dispatched', RowScope>> {
  const { role, organisation } = viewer;
  const gives = scopeOf(viewer, 'offer') !== 'NONE';
  return {
    provided: gives && organisation !== null ? { ownedBy: [organisation] } : 'NONE',
    dispatched: gives && role === 'volunteer-partner' ? scopeOf(viewer, 'volunteer') : 'NONE',
  };
}

export const subjectOfResource = ({ id, divisionCode, providerId }: ResourceRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: providerId,
  bornOn: null,
});

export const subjectOfDemand = ({ resourceId }: ToldDemand): Subject => ({
  id: resourceId,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** What is left on a day, in the resource's unit: what its owner offers less what is committed. */
export const availableOn = (resource: SeenResource, today: string): number => {
  const { reserved, spent, bookedUnits: booked } = resource;
  return leftIn({ offered: offeredOn(resource, today), reserved, spent, booked });
};

/** The sentence that names a resource. */
export const titleOf = ({ kind, name }: ResourceRow) =>
  ({ code: name === null ? `TITLE_${kind}_WITHOUT_NAME` : `TITLE_${kind}`, params: { name } }) as const;

export type TitleCode = ReturnType<typeof titleOf>['code'];

/** The organisation that provides a resource, by type and id. */
export const providerOf = ({ kind, providerId }: ResourceRow) =>
  providerId === null ? null : { __typename: providerOfKind[kind], id: providerId };

/** The resource, if it is of this kind: an id of another kind finds nothing under its type. */
export const onlyOf =
  (kind: ResourceKind) =>
  (resource: SeenResource | null): SeenResource | null =>
    resource?.kind === kind ? resource : null;

/** What is left of a resource, where it may be told. */
export const quantityOf = (resource: SeenResource): SeenResource | null =>
  resource.capacityTold === 1 ? resource : null;
