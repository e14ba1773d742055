import type { Store } from './store/store.ts';

/** At which day something is read, and at which instant it is asked for. */
export interface Moment {
  readonly today: string;
  readonly now: string;
}

/**
 * Keeps what was read for all that ask on the same day, until something is written here or so many milliseconds have passed, after
 * which writes of other processes are seen too. Only for what is the same for every viewer, and nobody's.
 */
export function keptBriefly<Value>(
  { writes }: Pick<Store<never>, 'writes'>,
  milliseconds: number,
  read: (today: string) => Promise<Value>,
): (moment: Moment) => Promise<Value> {
  let kept: {
    readonly today: string;
    readonly writes: number;
    readonly since: number;
    readonly value: Promise<Value>;
  } | null = null;
  return ({ today, now }) => {
    const age = kept ? Math.abs(Date.parse(now) - kept.since) : 0;
    if (kept?.today === today && kept.writes === writes() && age < milliseconds) return kept.value;
    const value = read(today);
    const entry = { today, writes: writes(), since: Date.parse(now), value };
    kept = entry;
    value.catch(() => {
      if (kept === entry) kept = null;
    });
    return value;
  };
}
