import { type Encoded, type EncodeTask, encodeShare, joinEncoded, type RowShare } from './encode.ts';
import { joinScored, type Scored, type ScoreTask, type Share, scoreCandidates } from './scoreCandidates.ts';
import type { TextTable } from './textTable.ts';

/** The stages that take long and may be shared among threads. */
export type HeavyWork = { readonly encode: EncodeTask } | { readonly score: ScoreTask };

/** What came of it. */
export type HeavyResult = Encoded | Scored;

/** A part of heavy work, done by one thread: its rows or its blocks. */
export type HeavyShare =
  | { readonly encode: EncodeTask; readonly share: RowShare }
  | { readonly score: ScoreTask; readonly share: Share };

/** What came of a part. */
export type HeavyPart = (RowShare & { readonly texts: TextTable }) | Scored;

/** The work in `parts` parts. */
export const sharesOf = (work: HeavyWork, parts: number): readonly HeavyShare[] =>
  Array.from({ length: parts }, (_, part) => {
    if ('score' in work) return { ...work, share: { part, parts } };
    const rowCount = work.encode.rows.length / work.encode.stride;
    const from = Math.floor((rowCount * part) / parts);
    return { ...work, share: { from, to: Math.floor((rowCount * (part + 1)) / parts) } };
  });

/** Does one part. */
export const doShare = (work: HeavyShare): HeavyPart =>
  'score' in work
    ? scoreCandidates(work.score, work.share)
    : { ...work.share, texts: encodeShare(work.encode, work.share) };

/** Puts the parts together; the result is the same for any number of them. */
export const joinParts = (work: HeavyWork, parts: readonly HeavyPart[]): HeavyResult =>
  'score' in work
    ? joinScored(parts.filter((part) => 'bits' in part))
    : joinEncoded(
        work.encode,
        parts.filter((part) => 'texts' in part),
      );

/** Asks for rows to be encoded, of whoever runs the stages. */
export function* encoding(task: EncodeTask): Generator<HeavyWork, Encoded, HeavyResult> {
  const result = yield { encode: task };
  if ('texts' in result) return result;
  throw new Error('Encoding gave something else.');
}

/** Asks for candidates to be scored, of whoever runs the stages. */
export function* scoring(task: ScoreTask): Generator<HeavyWork, Scored, HeavyResult> {
  const result = yield { score: task };
  if ('bits' in result) return result;
  throw new Error('Scoring gave something else.');
}
