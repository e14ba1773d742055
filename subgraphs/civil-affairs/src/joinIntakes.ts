import type { Intake } from '@hub/kernel';

/** One intake out of several, each for its own kinds. */
export function joinIntakes(...intakes: readonly Intake[]): Intake {
  const kinds = intakes.flatMap((intake) => intake.kinds);
  const intakeOf = (kind: string): Intake => {
    const intake = intakes.find((one) => one.kinds.includes(kind));
    if (!intake) throw new Error(`There is no kind "${kind}"; expected one of ${kinds.join(', ')}.`);
    return intake;
  };
  return {
    kinds,
    load: (kind, records) => intakeOf(kind).load(kind, records),
    count: (kind) => intakeOf(kind).count(kind),
  };
}
