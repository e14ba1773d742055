/** Wakes whoever waits for it; a ring that nobody heard wakes the next who comes. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, at once if there was one since this was asked last, or at the signal. */
  heard(signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    async heard(signal) {
      const ended = Promise.withResolvers<void>();
      const end = () => ended.resolve();
      signal.addEventListener('abort', end, { once: true });
      if (!signal.aborted) await Promise.race([rung.promise, ended.promise]);
      signal.removeEventListener('abort', end);
      rung = Promise.withResolvers();
    },
  };
}
