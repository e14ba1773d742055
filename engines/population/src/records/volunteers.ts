import type { HelperCertificate, Safeguarding, Skill, SpokenLanguage } from '@hub/values';
import type { PersonFields } from './person.ts';

export interface VolunteerTeamRecord {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly foundedOn: string;
  /** How many of it come together; `null` with all that follows where it offers nothing as a team. */
  readonly together: number | null;
  readonly hoursPerMonth: number | null;
  readonly radiusMetres: number | null;
  /** Weekly times on offer, bits as in `NeedRecord.windows`. */
  readonly windows: number | null;
  readonly skills: readonly Skill[];
  readonly vettedUntil: string | null;
  readonly vettedFor: Safeguarding;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface HeldCertificateRecord {
  readonly code: HelperCertificate;
  readonly until: string | null;
}

export interface VolunteerRecord extends PersonFields {
  readonly id: string;
  /** Unified volunteer number (志愿者统一编号), never the ID number. */
  readonly number: string;
  readonly teamId: string | null;
  readonly skills: readonly Skill[];
  readonly vettedUntil: string | null;
  readonly vettedFor: Safeguarding;
  readonly certificates: readonly HeldCertificateRecord[];
  readonly languages: readonly SpokenLanguage[];
  readonly travelMode: 'WALK' | 'CYCLE' | 'BUS' | 'CAR' | null;
  readonly travelMinutes: number | null;
  readonly radiusMetres: number;
  readonly hoursPerMonth: number;
  /** Weekly times on offer, bits as in `NeedRecord.windows`. */
  readonly windows: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly registeredOn: string;
  readonly status: 'ACTIVE' | 'PAUSED' | 'LEFT';
}
