import { setTimeout as sleep } from 'node:timers/promises';
import { type GraphAnswer, type GraphRequest, say } from '@hub/kernel';
import type { Job } from '../jobs.ts';
import type { LinkRun } from './linkReport.ts';
import { linkSentences } from './sentences.ts';

/** Asks the subgraph of linkage on behalf of whoever is at the terminal. */
export type AskLinkage = (request: GraphRequest) => Promise<GraphAnswer>;

const figures =
  '{ modelVersion records lookedAt persons links waiting weights { fromBits links } rules { name droppedBlocks } }';
const relink = `mutation ($input: RelinkPeopleInput!) { relinkPeople(input: $input) ${figures} }`;
const betweenMs = 500;

/** Waits until all records are linked, on request after all were looked at again; whoever interrupts it stops the waiting alone. */
export const linkJob =
  (ask: AskLinkage): Job =>
  async ({ rebuild, language }, { progress, signal }) => {
    const asked = async (request: GraphRequest, field: string): Promise<LinkRun> => {
      const { data, errors } = await ask(request);
      // What the question selects is what a run is.
      const run = data?.[field] as LinkRun | null | undefined;
      if (!run) throw new Error(errors?.[0]?.message ?? 'Linkage gave no answer.');
      return run;
    };
    if (rebuild === true) await asked({ query: relink, variables: { input: { rebuild } } }, 'relinkPeople');
    for (;;) {
      const run = await asked({ query: `{ linkRun ${figures} }` }, 'linkRun');
      if (run.lookedAt >= run.records || signal.aborted) return JSON.stringify(run);
      const { lookedAt, records } = run;
      progress(say(linkSentences, language === 'zh' ? 'zh' : 'en', 'PROGRESS', { lookedAt, records }));
      await sleep(betweenMs, undefined, { signal }).catch(() => {});
    }
  };
