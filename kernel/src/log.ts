import { pino } from 'pino';

/** One line for each event: a name and fields, never a person's data. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** JSON lines on standard error, so that standard output stays for answers. */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return {
    info: (event, fields = {}) => logger.info({ event, ...fields }),
    warn: (event, fields = {}) => logger.warn({ event, ...fields }),
    error: (event, fields = {}) => logger.error({ event, ...fields }),
  };
}

/** What may be logged of a fault: kind, message and stack, without the values that a driver puts into its errors. */
export const faultFields = (fault: unknown): Readonly<Record<string, unknown>> =>
  fault instanceof Error
    ? { kind: fault.name, stack: fault.stack?.split('\n    at ').slice(1, 12) }
    : { kind: typeof fault };
