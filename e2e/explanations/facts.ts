import type { MatchNeed } from '@hub/engine-matching';
import { type District, type Owned, plan } from './district.ts';

/** Great circle in metres by the spherical law of cosines, which is not the formula of the engine. */
export const metresBetween = (
  a: { readonly longitude: number; readonly latitude: number },
  b: { readonly longitude: number; readonly latitude: number },
): number => {
  const [x, y, turn] = [a.latitude, b.latitude, b.longitude - a.longitude].map((degrees) => (degrees * Math.PI) / 180);
  const cosine = Math.sin(x ?? 0) * Math.sin(y ?? 0) + Math.cos(x ?? 0) * Math.cos(y ?? 0) * Math.cos(turn ?? 0);
  return 6_371_008.8 * Math.acos(Math.min(1, cosine));
};

/** Distances are told in steps of 50 metres, rounded up. */
export const told = (metres: number): number => Math.ceil(Math.round(metres) / 50) * 50;

/** Kilometres an hour, and how much longer the way is than the great circle. */
const ways = { WALK: [4.5, 1.3], CYCLE: [12, 1.3], BUS: [12, 1.4], CAR: [24, 1.4] } as const;

/** Whole minutes on the way, begun ones counted. */
export const minutesOf = (metres: number, mode: keyof typeof ways): number => {
  const [speed, detour] = ways[mode];
  return Math.ceil(Number(((metres * detour * 60) / (speed * 1000)).toFixed(6)));
};

const skillServices: Readonly<Record<string, string>> = {
  HAIRCUT: 'HAIRDRESSING',
  HOME_REPAIR: 'REPAIR',
  TUTORING: 'TEACHING',
  COUNSELLING: 'COUNSELLING',
  LEGAL_ADVICE: 'LAW',
};

/** The place of what is owned, where it has one that matters. */
export const placeOf = ({ records }: District, { kind, record }: Owned) =>
  kind === 'FUND'
    ? null
    : kind === 'CASELOAD'
      ? (records.socialWork.stations.find(({ id }) => id === record.stationId) ?? null)
      : record;

/** How far what is owned reaches, in metres. */
export const reachOf = ({ kind, record }: Owned): number => {
  if (kind === 'VOLUNTEER_TIME' || kind === 'TEAM') return record.radiusMetres;
  if (kind === 'SERVICE') return record.reachMetres ?? Number.POSITIVE_INFINITY;
  return kind === 'VENUE_SLOT' ? 1_000 : 20_000;
};

/** Names of what keeps an owner's record from a need, read from the record alone. */
export const obstaclesOf = (district: District, need: MatchNeed, owned: Owned): readonly string[] => {
  const place = placeOf(district, owned);
  const metres = place === null ? 0 : Math.round(metresBetween(need, place));
  const isOfGroup = (groups: readonly string[]): boolean =>
    groups.length === 0 || groups.some((group) => need.groups.includes(group));
  const found: readonly (readonly [string, boolean])[] = (() => {
    switch (owned.kind) {
      case 'VOLUNTEER_TIME': {
        const { status, skills, vettedUntil, windows, radiusMetres } = owned.record;
        const { vettedFor, certificates, gender, languages, travelMode, travelMinutes } = owned.record;
        const levels = ['NONE', 'VETTED', 'ENHANCED'];
        const level = levels.indexOf(need.safeguarding ?? 'NONE');
        const papers = certificates.filter(({ until }) => until === null || until >= plan.today);
        const skillOfService = skillServices[need.service];
        return [
          [
            'SERVICE',
            status !== 'ACTIVE' ||
              need.unit !== 'HOUR' ||
              (skillOfService !== undefined && !skills.some((skill) => skill === skillOfService)),
          ],
          ['SKILL', need.skill !== null && !skills.some((skill) => skill === need.skill)],
          ['CERTIFICATE', need.certificate != null && !papers.some(({ code }) => code === need.certificate)],
          ['VETTING', level > 0 && ((vettedUntil ?? '') < plan.today || levels.indexOf(vettedFor) < level)],
          ['HELPERS', (need.helpers ?? 1) > 1],
          ['GENDER', need.gender?.must === true && gender !== need.gender.is],
          ['LANGUAGE', need.language?.must === true && !languages.some((spoken) => spoken === need.language?.is)],
          ['TIME', need.windows !== 0 && windows !== 0 && (need.windows & windows) === 0],
          ['DISTANCE', metres > radiusMetres],
          ['TRAVEL_TIME', travelMinutes !== null && minutesOf(metres, travelMode ?? 'WALK') > travelMinutes],
        ];
      }
      // A team says that everybody whom it sends is vetted, what one of them can do, and how many come.
      case 'TEAM': {
        const { skills, vettedUntil, windows, radiusMetres, together } = owned.record;
        const skillOfService = skillServices[need.service];
        return [
          [
            'SERVICE',
            need.unit !== 'HOUR' || !(skillOfService === undefined || skills.some((one) => one === skillOfService)),
          ],
          ['SKILL', need.skill !== null && !skills.some((skill) => skill === need.skill)],
          ['CERTIFICATE', need.certificate != null],
          ['VETTING', need.safeguarding === 'ENHANCED' || (need.vettedOnly && (vettedUntil ?? '') < plan.today)],
          ['HELPERS', together < (need.helpers ?? 1)],
          ['GENDER', need.gender?.must === true],
          ['LANGUAGE', need.language?.must === true],
          ['TIME', need.windows !== 0 && windows !== 0 && (need.windows & windows) === 0],
          ['DISTANCE', metres > radiusMetres],
        ];
      }
      case 'FUND': {
        const { serviceCodes, beneficiaryGroups, regionCode, startsOn, expiresOn } = owned.record;
        return [
          [
            'SERVICE',
            need.unit !== 'FEN' || (serviceCodes.length > 0 && !serviceCodes.some((code) => code === need.service)),
          ],
          ['EXPIRED', startsOn > plan.today || (expiresOn !== null && expiresOn < plan.today)],
          ['GROUP', !isOfGroup(beneficiaryGroups)],
          ['REGION', !need.places.includes(regionCode)],
        ];
      }
      case 'GOODS': {
        const { serviceCode, beneficiaryGroups, expiresOn } = owned.record;
        return [
          ['SERVICE', serviceCode !== need.service],
          ['EXPIRED', expiresOn !== null && expiresOn < plan.today],
          ['GROUP', !isOfGroup(beneficiaryGroups)],
          ['DISTANCE', metres > 20_000],
        ];
      }
      // A station says nothing of who exactly comes: no certificate, gender or language, and no enhanced vetting.
      case 'SERVICE':
      case 'VENUE_SLOT': {
        const { serviceCode, skills, vettedUntil, windows, startsOn, endsOn } = owned.record;
        return [
          ['SERVICE', serviceCode !== need.service],
          ['EXPIRED', startsOn > plan.today || (endsOn !== null && endsOn < plan.today)],
          ['SKILL', need.skill !== null && !skills.some((skill) => skill === need.skill)],
          ['CERTIFICATE', need.certificate != null],
          ['VETTING', need.safeguarding === 'ENHANCED' || (need.vettedOnly && (vettedUntil ?? '') < plan.today)],
          ['HELPERS', (need.helpers ?? 1) > 1],
          ['GENDER', need.gender?.must === true],
          ['LANGUAGE', need.language?.must === true],
          ['TIME', need.windows !== 0 && windows !== 0 && (need.windows & windows) === 0],
          ['GROUP', owned.kind === 'SERVICE' && !isOfGroup(owned.record.beneficiaryGroups)],
          ['DISTANCE', metres > reachOf(owned)],
        ];
      }
      case 'CASELOAD':
        return [
          ['SERVICE', need.service !== 'CASE_WORK'],
          ['REGION', !need.places.includes(owned.record.divisionCode)],
        ];
    }
  })();
  return found.filter(([, isBroken]) => isBroken).map(([name]) => name);
};
