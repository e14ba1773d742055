import { type SubgraphName, subgraphNames } from '@hub/schema';
import { type GatewaySettings, readSettings } from './settings.ts';

/** The environment of a gateway that is served alone, read once. */
export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly settings: GatewaySettings;
  /** Base address of each subgraph, from `HUB_URL_CIVIL_AFFAIRS` and so on. */
  readonly urls: Readonly<Record<SubgraphName, string>>;
}

/** Reads the environment; throws one sentence when an address is missing. */
export function readGatewayConfig(): GatewayConfig {
  const { env } = process;
  const urls = Object.fromEntries(
    subgraphNames.map((name) => {
      const variable = `HUB_URL_${name.toUpperCase().replaceAll('-', '_')}`;
      const url = env[variable];
      if (!url) throw new Error(`${variable} is not set; expected the address of the ${name} subgraph.`);
      return [name, url];
    }),
  ) as Record<SubgraphName, string>;
  return Object.freeze({
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 4000),
    dataFolder: env.HUB_DATA ?? './data',
    timeZone: env.HUB_TIME_ZONE ?? 'Asia/Shanghai',
    logLevel: env.HUB_LOG_LEVEL ?? 'warn',
    settings: readSettings(env),
    urls,
  });
}

/** Tells Apollo's packages to send nothing anywhere; they read it when they are loaded. */
export function silenceTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
}
