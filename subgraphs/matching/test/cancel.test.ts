import { expect, test } from 'vitest';
import { need, officer, operator, volunteer } from './district.ts';
import { openedMatching } from './opened.ts';

test('a run under way tells how far it is and is cancelled, and the earlier answer stays', async () => {
  const many = Array.from({ length: 500 }, (_, index) => String(index).padStart(4, '0'));
  const opened = await openedMatching(
    'SQLite',
    ...many.map((id) => need(`need_${id}`)),
    ...many.slice(0, 100).map((id) => volunteer(`volunteer_${id}`)),
  );
  const ask = async (query: string) => (await opened.ask(operator, query)).data ?? {};
  try {
    const before = await ask('{ latestMatchRun { id answerDigest } }');
    const ordered = opened.ask(officer, 'mutation { startMatchRun { id } }');
    await expect
      .poll(async () => (await ask('{ matchRunProgress { stage startedAt } }')).matchRunProgress)
      .not.toBeNull();
    expect(await ask('mutation { cancelMatchRun }')).toEqual({ cancelMatchRun: true });
    expect((await ordered).errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason: 'MATCH_RUN_CANCELLED' });
    expect(await ask('{ latestMatchRun { id answerDigest } }')).toEqual(before);
    const again = await opened.ask(officer, 'mutation { startMatchRun { id answerDigest } }');
    expect(again.data?.startMatchRun).toMatchObject({
      answerDigest: (before.latestMatchRun as { answerDigest: string }).answerDigest,
    });
  } finally {
    await opened.close();
  }
}, 120_000);
