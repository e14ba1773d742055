import { userInfo } from 'node:os';
import { policy } from '@hub/engine-policy';
import { auditEntryOf, type Carrier, dayIn, systemClock } from '@hub/kernel';
import { auditJobsOf } from '../audit/auditJobs.ts';
import type { Job, JobContext, Jobs } from '../jobs.ts';
import { finish, type KeyParts, rotate, statusOf } from '../keys/keyWork.ts';
import { linkJob } from '../link/linkJob.ts';
import { matchJob } from '../match/matchJob.ts';
import { scheduleJobsOf } from '../schedule/scheduleJobs.ts';
import { startLoaderBeside } from '../seed/loaderBeside.ts';
import { seedDistrict, seedStateOf } from '../seed/seed.ts';
import type { Session } from '../session.ts';

/** What this hub does for commands, whether they run in it or hand it the job. */
export const jobsOf = (session: Session): Jobs => ({
  seed: audited(session, 'seed', async ({ residents, seed }, { progress, signal, isAlone = false }) => {
    // A district that was begun on another day is gone on with as of that day.
    const today =
      seedStateOf(session.folder.path)?.today ?? dayIn(session.config.timeZone, systemClock().toISOString());
    const whole = await seedDistrict(
      { residents: Number(residents), seed: String(seed), today },
      {
        folder: session.folder.path,
        subgraphs: session.hub.subgraphs,
        signal,
        ...(isAlone && { beside: startLoaderBeside(session) }),
        onProgress: (done, of) => progress(`Seeding: slice ${done} of ${of}`),
      },
    );
    return whole ? `Seeded a district of ${residents} residents.` : 'Interrupted; run the same command again to go on.';
  }),
  match: audited(
    session,
    'match',
    matchJob((request, { language }) =>
      carrierOf(session, 'matching').execute(request, { ...localCaller(session), language }),
    ),
  ),
  link: audited(
    session,
    'link',
    linkJob((request) => carrierOf(session, 'linkage').execute(request, localCaller(session))),
  ),
  'keys-status': async (args, context) =>
    JSON.stringify(await statusOf(keyPartsOf(session, args, context), session.hub.subgraphs)),
  'keys-rotate': audited(session, 'keys-rotate', async (args, context) =>
    JSON.stringify(await rotate(keyPartsOf(session, args, context), String(args.name), session.hub.subgraphs)),
  ),
  'keys-finish': audited(session, 'keys-finish', async (args, context) =>
    JSON.stringify(await finish(keyPartsOf(session, args, context), String(args.name), session.hub.subgraphs)),
  ),
  ...Object.fromEntries(
    Object.entries(scheduleJobs(session)).map(([name, job]) => [name, audited(session, name, job)]),
  ),
  ...Object.fromEntries(Object.entries(auditJobsOf(session)).map(([name, job]) => [name, audited(session, name, job)])),
});

const scheduleJobs = (session: Session): Jobs =>
  scheduleJobsOf(session, ({ language }) => ({
    ...localCaller(session),
    ...((language === 'zh' || language === 'en') && { language }),
  }));

function carrierOf({ hub }: Session, name: string): Carrier {
  const carrier = hub.carriers.get(name);
  if (!carrier) throw new Error(`There is no subgraph ${name}.`);
  return carrier;
}

const keyPartsOf = (
  { folder: { keys, vault } }: Session,
  { language }: Readonly<Record<string, unknown>>,
  { progress, signal }: JobContext,
): KeyParts => ({ keys, vault, clock: systemClock, language: language === 'zh' ? 'zh' : 'en', progress, signal });

/** Local work is the work of the operating system's user, and is written to the ledger before it begins. */
const audited =
  ({ hub, ids }: Session, name: string, job: Job): Job =>
  async (args, context) => {
    await hub.audit([
      auditEntryOf({
        action: 'LOCAL_JOB',
        actor: `os:${userInfo().username}`,
        role: 'operator',
        requestId: ids('job'),
        operation: name,
        outcome: 'INTENDED',
        policyVersion: policy.version,
        at: systemClock().toISOString(),
      }),
    ]);
    return job(args, context);
  };

const localCaller = ({ ids, config }: Session) => ({
  viewer: {
    subject: `os:${userInfo().username}`,
    role: 'operator',
    divisions: [],
    organisation: null,
    purpose: null,
    basis: null,
    tokenId: null,
    agreement: null,
    grant: null,
    caseReference: null,
  },
  requestId: ids('job'),
  language: config.language,
  now: systemClock().toISOString(),
  idempotencyKey: null,
});
