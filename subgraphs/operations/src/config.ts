import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseWorkdayRows, publishedWorkdays, type WorkdayCalendar, workdayCalendar } from '@hub/values';

/** Where deliveries may go, and for how long what was delivered is kept. */
export interface DeliveryConfig {
  /** Networks of its own that webhooks may reach, as `HUB_WEBHOOK_NETWORKS` lists them. */
  readonly networks: string;
  /** A file of certificates of authorities that are trusted beside those of Node; null where none is named. */
  readonly authorities: string | null;
  /** Folder for deliveries to files; null where there is none. */
  readonly folder: string | null;
  readonly keptDays: number;
}

const longestDays = 3650;

const longestExportHours = 720;

function wholeNumber(name: string, met: string, most: number): number {
  const number = Number(met);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`${name} is "${met}"; expected a whole number from 1 to ${most}.`);
  return number;
}

/** Reads `HUB_WEBHOOK_NETWORKS`, `HUB_WEBHOOK_AUTHORITIES`, `HUB_DELIVERY_FOLDER` and `HUB_DELIVERY_DAYS`. */
export function readDeliveryConfig(folder: string | null): DeliveryConfig {
  const {
    HUB_WEBHOOK_NETWORKS: networks = '',
    HUB_WEBHOOK_AUTHORITIES: authorities,
    HUB_DELIVERY_FOLDER: given,
    HUB_DELIVERY_DAYS: days = '30',
  } = process.env;
  return {
    networks,
    authorities: authorities ? resolve(authorities) : null,
    folder: given ? resolve(given) : folder && join(folder, 'deliveries'),
    keptDays: wholeNumber('HUB_DELIVERY_DAYS', days, longestDays),
  };
}

export interface OperationsConfig {
  readonly delivery: DeliveryConfig;
  /** Which days are workdays. */
  readonly workdays: WorkdayCalendar;
  /** For how many days a run is kept in the history after its end. */
  readonly keptRunDays: number;
  /** For how many hours the file of a bulk export is kept. */
  readonly keptExportHours: number;
}

/**
 * Reads the variables of deliveries, `HUB_RUN_DAYS`, `HUB_EXPORT_HOURS`, and `HUB_WORKDAYS`, a table of holidays and days made up for that takes the place of the
 * published one.
 */
export function readOperationsConfig(folder: string | null): OperationsConfig {
  const { HUB_RUN_DAYS: days = '365', HUB_EXPORT_HOURS: hours = '24' } = process.env;
  const keptRunDays = wholeNumber('HUB_RUN_DAYS', days, longestDays);
  const keptExportHours = wholeNumber('HUB_EXPORT_HOURS', hours, longestExportHours);
  return { delivery: readDeliveryConfig(folder), workdays: readWorkdays(), keptRunDays, keptExportHours };
}

function readWorkdays(): WorkdayCalendar {
  const { HUB_WORKDAYS: file } = process.env;
  if (!file) return publishedWorkdays;
  const rows = parseWorkdayRows(readFileSync(file, 'utf8'));
  if (!rows.ok) throw new Error(`HUB_WORKDAYS: met ${rows.met}; expected ${rows.expected}.`);
  return workdayCalendar(rows.value);
}
