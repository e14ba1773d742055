import type { Subject } from '@hub/kernel';
import { type ServiceCode, serviceCodes, unitOfService } from '@hub/values';
import type { ServiceOfferRow } from './serviceOffer.entity.ts';

/** What people come together for: services that are measured in hours. */
export const servicesInPerson: readonly ServiceCode[] = serviceCodes.filter((code) => unitOfService[code] === 'HOUR');

export const subjectOfServiceOffer = ({ id, divisionCode, stationId }: ServiceOfferRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: stationId,
  bornOn: null,
});

const parts = ['MORNING', 'AFTERNOON', 'EVENING'] as const;

/** The weekly times of bits 3 · weekday + part; none means any time. */
export const weeklyTimesIn = (windows: number) =>
  Array.from({ length: 7 }, (_, weekday) => weekday).flatMap((weekday) =>
    parts.flatMap((part, index) =>
      (windows & (1 << (3 * weekday + index))) === 0 ? [] : [{ weekday: weekday + 1, part }],
    ),
  );
