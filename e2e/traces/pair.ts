import type { Viewer } from '@hub/engine-policy';
import type { House } from '../house.ts';
import { withoutDeclared } from './declared.ts';
import { createMadeIds } from './madeIds.ts';
import { type Asked, openSession, type Trace } from './session.ts';

/** The same viewer in two worlds: the whole one, and the one without what she may not see. */
export interface Pair {
  /** The whole world's trace, and where the other world's differs from it; `null` when she cannot tell them apart. */
  ask(asked: Asked, headers?: Readonly<Record<string, string>>): Promise<Compared>;
}

export interface Compared {
  readonly trace: Trace;
  readonly difference: string | null;
}

export async function openPair(viewer: Viewer, whole: House, without: House): Promise<Pair> {
  const madeIds = createMadeIds();
  const [askWhole, askWithout] = [await openSession(whole, viewer, 'pair'), await openSession(without, viewer, 'pair')];
  const compare = (first: Trace, second: Trace): string | null => {
    const [told, toldWithout] = [withoutDeclared(viewer.role, first.body), withoutDeclared(viewer.role, second.body)];
    if (first.status !== second.status) return `status ${first.status}, without ${second.status}`;
    if (!madeIds.areSame(told, toldWithout)) {
      // Ids are learnt from bodies that are otherwise the same, so what else differs comes first.
      const blotted = [madeIds.blot(told), madeIds.blot(toldWithout)] as const;
      const texts = blotted[0] === blotted[1] ? ([madeIds.translate(told), toldWithout] as const) : blotted;
      return `body ${placeOfDifference(...texts)}`;
    }
    return (
      // The length of a body that is not compared whole says nothing more.
      (told === first.body ? listDifference('headers', first.headers, second.headers) : null) ??
      listDifference('statements', first.statements, second.statements)
    );
  };
  return {
    async ask({ query, variables }, headers) {
      const there = JSON.parse(madeIds.translate(JSON.stringify(variables))) as Asked['variables'];
      const askBoth = async (): Promise<Compared> => {
        const [trace, without] = await Promise.all([
          askWhole({ query, variables }, headers),
          askWithout({ query, variables: there }, headers),
        ]);
        return { trace, difference: compare(trace, without) };
      };
      const compared = await askBoth();
      // What a subgraph keeps for all viewers was perhaps read for somebody else in one of the worlds.
      return compared.difference?.startsWith('statements') ? askBoth() : compared;
    },
  };
}

function placeOfDifference(left: string, right: string): string {
  let at = 0;
  while (left[at] === right[at] && at < left.length) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 160), at + 80);
  return `…${around(left)}… without: …${around(right)}…`;
}

/** What one list has more often than the other. */
function listDifference(what: string, left: readonly string[], right: readonly string[]): string | null {
  const count = (list: readonly string[], item: string) => list.filter((one) => one === item).length;
  const different = [...new Set([...left, ...right])].flatMap((item) =>
    count(left, item) === count(right, item) ? [] : [`${item} ×${count(left, item)}, without ×${count(right, item)}`],
  );
  return different.length > 0 ? `${what} ${different.join(' | ')}` : null;
}
