/** So much in so long: full at first, filled again evenly; what was taken in advance is paid back first. */
export interface TokenBucket {
  readonly capacity: number;
  readonly windowSeconds: number;
  left(now: Date): number;
  take(amount: number, now: Date): void;
  /** Seconds until that much is there again. */
  secondsUntil(amount: number, now: Date): number;
}

export function createTokenBucket(capacity: number, windowSeconds: number): TokenBucket {
  const perMillisecond = capacity / (windowSeconds * 1000);
  let level = capacity;
  let at = Number.NEGATIVE_INFINITY;
  const fill = (now: Date): void => {
    const moment = now.getTime();
    // A clock that was set back gives nothing and takes nothing.
    level = Math.min(capacity, level + Math.max(0, moment - at) * perMillisecond);
    at = Math.max(at, moment);
  };
  return {
    capacity,
    windowSeconds,
    left(now) {
      fill(now);
      return Math.max(0, Math.floor(level));
    },
    take(amount, now) {
      fill(now);
      level -= amount;
    },
    secondsUntil(amount, now) {
      fill(now);
      return Math.max(0, Math.ceil((Math.min(amount, capacity) - level) / perMillisecond / 1000));
    },
  };
}
