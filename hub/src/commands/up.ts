import { type GatewaySettings, readSettings } from '@hub/gateway';
import { dayIn, systemClock } from '@hub/kernel';
import { buildExplorer } from '../buildExplorer.ts';
import { catchUp } from '../catchUp.ts';
import type { HubConfig } from '../config.ts';
import { demonstrationRoles, tokenFor, tokenHours } from '../demonstration.ts';
import { demonstrationApproval } from '../demonstrationApproval.ts';
import { demonstrationResidents, demonstrationSeed } from '../demonstrationDistrict.ts';
import { demonstrationReferrals } from '../demonstrationReferrals.ts';
import { demonstrationSchedules } from '../demonstrationSchedules.ts';
import { takeJobs } from '../jobs.ts';
import { isSeeded, seedDistrict, seedStateOf } from '../seed/seed.ts';
import { isEmpty, openSession, type Session } from '../session.ts';
import { interrupted, interruption, print, progressLine } from '../terminal.ts';
import { jobsOf } from './jobsOfHub.ts';

export interface UpOptions {
  readonly config: HubConfig;
  /** Whether an empty data folder gets the demonstration district. */
  readonly demo: boolean;
  /** Whether the explorer is built meanwhile. */
  readonly withExplorer: boolean;
}

/** Opens everything in one process and serves it until it is interrupted. */
export async function up({ config, demo, withExplorer }: UpOptions): Promise<void> {
  const ending = interruption();
  const line = progressLine();
  const progress = createProgress();
  const settings = readSettings(config.door);
  const session = await openSession(config);
  const gateway = await session.hub.openGateway(progress, settings).catch(async (failure: unknown) => {
    await session.close();
    throw failure;
  });
  let jobs: Awaited<ReturnType<typeof takeJobs>> | undefined;
  try {
    const url = await gateway.listen(config.host, config.port);
    const explorer = withExplorer ? buildExplorer(ending) : null;
    jobs = await takeJobs(session.folder.path, jobsOf(session));
    session.folder.lock.announce({ pid: process.pid, socket: jobs.socket, address: url });
    const show = (text: string) => {
      progress.say(text);
      line.show(text);
    };
    const isNew = !isSeeded(seedStateOf(session.folder.path));
    const seeded = await seedWhereEmpty(session, demo, ending, show);
    if (seeded) {
      await catchUp(session.hub.startWorkers(), ending, show);
      if (isNew && !ending.aborted) await giveFirstReferrals(session);
      if (explorer) show('Waiting for the explorer to be built');
      const built = (await explorer) ?? true;
      line.end();
      if (!ending.aborted) {
        progress.done();
        await welcome(session, url, settings);
        await tellApproval(session);
        print('Ready. Ctrl-C ends the hub.');
        if (!built) print('The explorer could not be built; `npm run build` says why. GraphQL is served without it.');
        await interrupted(ending);
      }
    }
  } finally {
    await jobs?.close();
    await gateway.close();
    await session.close();
  }
}

interface Progress {
  isReady(): boolean;
  progress(): string;
  say(text: string): void;
  done(): void;
}

function createProgress(): Progress {
  let ready = false;
  let text = 'opening the stores';
  return {
    isReady: () => ready,
    progress: () => text,
    say(next) {
      text = next;
    },
    done() {
      ready = true;
    },
  };
}

/** Goes on with a district whose load was interrupted, or begins the demonstration where nothing is; false when it was interrupted. */
export async function seedWhereEmpty(
  { folder, hub, config }: Session,
  demo: boolean,
  signal: AbortSignal,
  show: (text: string) => void,
): Promise<boolean> {
  const before = seedStateOf(folder.path);
  if (isSeeded(before) || (!before && !(demo && (await isEmpty(hub))))) return true;
  const today = dayIn(config.timeZone, systemClock().toISOString());
  const plan = before ?? { seed: demonstrationSeed, residents: demonstrationResidents, today };
  const isWhole = await seedDistrict(plan, {
    folder: folder.path,
    subgraphs: hub.subgraphs,
    signal,
    onProgress: (done, of) => show(`Building the synthetic district: slice ${done} of ${of}`),
  });
  if (isWhole) await giveFirstSchedules(hub, config.timeZone);
  return isWhole;
}

async function giveFirstSchedules({ subgraphs }: Session['hub'], timeZone: string): Promise<void> {
  const [access, operations] = [subgraphs.get('access'), subgraphs.get('operations')];
  if (access && operations) await demonstrationSchedules({ access, operations }, { now: systemClock(), timeZone });
}

/** A demonstration that was just built gets a past of referrals. */
async function giveFirstReferrals({ hub: { subgraphs }, folder, config: { timeZone } }: Session): Promise<void> {
  const [socialWork, matching] = [subgraphs.get('social-work'), subgraphs.get('matching')];
  if (!socialWork || !matching || !isSeeded(seedStateOf(folder.path))) return;
  await demonstrationReferrals({ 'social-work': socialWork, matching }, { now: systemClock(), timeZone });
}

/** Says where the hub is, and gives a token for each role of the synthetic district. */
export async function welcome(
  { folder, ids }: Pick<Session, 'folder' | 'ids'>,
  url: string,
  settings: GatewaySettings,
): Promise<void> {
  const state = seedStateOf(folder.path);
  print(`\nExplorer  ${url}/\nGraphQL   ${url}/graphql\n`);
  if (!state) return;
  // Another issuer's tokens count when there is one, and none of these would.
  if (settings.jwks === null) {
    const hours = Math.min(tokenHours, settings.bounds.tokenHours);
    print(`A token for each role in the synthetic district, for ${hours} hours:\n`);
    for (const wish of demonstrationRoles(state))
      print(`${wish.role}\n${await tokenFor(folder.keys, wish, systemClock, ids, hours, settings)}\n`);
  }
}

/** In the synthetic district an approval for the records of minors is at hand, so that the main question is answered whole. */
async function tellApproval({ folder, hub }: Session): Promise<void> {
  const access = hub.subgraphs.get('access');
  const grant = access && seedStateOf(folder.path) ? await demonstrationApproval(access, systemClock()) : null;
  if (grant)
    print(`district-officer, records of minors, RESOURCE_MATCHING, asked for and approved\nX-Hub-Grant: ${grant}\n`);
}
