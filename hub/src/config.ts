import { defaultTimeZone, type Language, languageOf } from '@hub/kernel';

/** The environment of the hub, read once; command-line options go over it. */
export interface HubConfig {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly timeZone: string;
  readonly logLevel: string;
  readonly language: Language;
  /** What the operator set of the door, as `readSettings` of the gateway takes it; help must not wait for the gateway to be loaded. */
  readonly door: Readonly<Record<string, string | undefined>>;
}

export function readHubConfig(): HubConfig {
  const { env } = process;
  return Object.freeze({
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 4000),
    dataFolder: env.HUB_DATA ?? './data',
    databaseUrl: env.HUB_DATABASE_URL,
    timeZone: env.HUB_TIME_ZONE ?? defaultTimeZone,
    logLevel: env.HUB_LOG_LEVEL ?? 'warn',
    language: languageOf((env.LC_ALL ?? env.LANG ?? '').replace(/^C(\..*)?$/, '').replace('_', '-')),
    door: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('HUB_'))),
  });
}

/** The environment of a program that this one starts: its own, with what is given over it. */
export const childEnvironment = (over: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...over,
});
