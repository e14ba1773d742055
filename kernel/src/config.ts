import { join } from 'node:path';
import type { StoreLocation } from './store/store.ts';

/** The environment of a subgraph that is served alone, read once. */
export interface ServingConfig {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly location: StoreLocation;
  /** Base address of another subgraph, from `HUB_URL_CIVIL_AFFAIRS` and so on. */
  urlOf(peer: string): string;
}

export const defaultTimeZone = 'Asia/Shanghai';

/** A file of its own under the data folder, or a schema of its own where a database is named. */
export const locationOf = (
  name: string,
  dataFolder: string,
  databaseUrl: string | undefined,
  bulk = false,
): StoreLocation =>
  databaseUrl
    ? { dialect: 'postgres', url: databaseUrl, schema: `hub_${name.replaceAll('-', '_')}` }
    : { dialect: 'sqlite', file: join(dataFolder, 'stores', `${name}.sqlite`), bulk };

export function readServingConfig(name: string): ServingConfig {
  const { env } = process;
  const dataFolder = env.HUB_DATA ?? './data';
  return Object.freeze({
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 0),
    dataFolder,
    timeZone: env.HUB_TIME_ZONE ?? defaultTimeZone,
    logLevel: env.HUB_LOG_LEVEL ?? 'warn',
    location: locationOf(name, dataFolder, env.HUB_DATABASE_URL),
    urlOf(peer: string) {
      const variable = `HUB_URL_${peer.toUpperCase().replaceAll('-', '_')}`;
      const url = env[variable];
      if (!url) throw new Error(`${variable} is not set; expected the address of the ${peer} subgraph.`);
      return url;
    },
  });
}
