import { feedReader, type Opening, type Store, type Worker } from '@hub/kernel';
import type { CivilAffairsTables } from '../tables.ts';
import { servicesOf } from './residentService.intake.ts';
import { residentServicesIn } from './residentService.repository.ts';

export interface ResidentServiceReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<CivilAffairsTables>;
}

/** Keeps the copy of who serves whom; what cannot be read shows a resident to no station. */
export const residentServiceReader = ({ reader, opening, store }: ResidentServiceReaderParts): Worker =>
  feedReader<CivilAffairsTables>({
    reader,
    of: 'linkage',
    kinds: ['resident'],
    store,
    clock: opening.clock,
    ids: opening.ids,
    async apply(facts, transaction) {
      const rows = facts.flatMap((fact) => {
        const services = servicesOf(fact);
        if (services === null)
          opening.log.error('record not copied', { kind: fact.kind, id: fact.id, fields: ['services'] });
        return services ?? [];
      });
      await residentServicesIn(transaction).replace(
        facts.map(({ id }) => id),
        rows,
      );
    },
    reset: (transaction) => residentServicesIn(transaction).clear(),
  });
