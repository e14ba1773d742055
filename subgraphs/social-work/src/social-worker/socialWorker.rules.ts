import type { Subject } from '@hub/kernel';
import type { SocialWorkerRow } from './socialWorker.entity.ts';

export const subjectOfSocialWorker = ({ id, divisionCode, stationId }: SocialWorkerRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: stationId,
  bornOn: null,
});
