import { type Blocks, type BlockTask, blockRules, joinBlocks, type RulePart } from './block.ts';
import { type BriefRows, type BriefTask, briefShare } from './briefRows.ts';
import { type Encoded, type EncodeTask, encodeShare, type FieldShare, fieldShares, joinEncoded } from './encode.ts';
import { candidatePatterns, joinPatterns, type Patterns, type PatternTask } from './patterns.ts';
import { joinScored, type Scored, type ScoreTask, type Share, scoreCandidates } from './scoreCandidates.ts';
import type { TextTable } from './textTable.ts';

/** The stages that take long and may be shared among threads. */
export type HeavyWork =
  | { readonly encode: EncodeTask }
  | { readonly block: BlockTask }
  | { readonly count: PatternTask }
  | { readonly brief: BriefTask }
  | { readonly score: ScoreTask };

/** What came of it. */
export type HeavyResult = Encoded | Blocks | Patterns | BriefRows | Scored;

/** A part of heavy work, done by one thread: its fields, its rules or its blocks. */
export type HeavyShare =
  | { readonly encode: EncodeTask; readonly share: FieldShare }
  | { readonly block: BlockTask; readonly share: Share }
  | { readonly count: PatternTask; readonly share: Share }
  | { readonly brief: BriefTask; readonly share: Share }
  | { readonly score: ScoreTask; readonly share: Share };

/** What came of a part. */
export type HeavyPart =
  | (FieldShare & { readonly texts: TextTable })
  | readonly RulePart[]
  | Patterns
  | BriefRows
  | Scored;

/** The work in `parts` parts. */
export const sharesOf = (work: HeavyWork, parts: number): readonly HeavyShare[] => {
  if ('encode' in work) return fieldShares(work.encode, parts).map((share) => ({ ...work, share }));
  return Array.from({ length: parts }, (_, part) => ({ ...work, share: { part, parts } }));
};

/** Does one part. */
export const doShare = (work: HeavyShare): HeavyPart => {
  if ('encode' in work) return { ...work.share, texts: encodeShare(work.encode, work.share) };
  if ('block' in work) return blockRules(work.block, work.share);
  if ('brief' in work) return briefShare(work.brief, work.share);
  return 'count' in work ? candidatePatterns(work.count, work.share) : scoreCandidates(work.score, work.share);
};

/** Puts the parts together; the result is the same for any number of them. */
export const joinParts = (work: HeavyWork, parts: readonly HeavyPart[]): HeavyResult => {
  if ('encode' in work)
    return joinEncoded(
      work.encode,
      parts.filter((part) => 'texts' in part),
    );
  if ('block' in work)
    return joinBlocks(
      work.block,
      parts.flatMap((part) => ('map' in part ? part : [])),
    );
  if ('brief' in work) return work.brief.brief;
  return 'count' in work
    ? joinPatterns(parts.filter((part) => 'byRule' in part))
    : joinScored(parts.filter((part) => 'bits' in part));
};

/** Asks for rows to be encoded, of whoever runs the stages. */
export function* encoding(task: EncodeTask): Generator<HeavyWork, Encoded, HeavyResult> {
  const result = yield { encode: task };
  if ('texts' in result) return result;
  throw new Error('Encoding gave something else.');
}

/** Asks for rows to be blocked, of whoever runs the stages. */
export function* blocking(task: BlockTask): Generator<HeavyWork, Blocks, HeavyResult> {
  const result = yield { block: task };
  if ('keys' in result) return result;
  throw new Error('Blocking gave something else.');
}

/** Asks for patterns to be counted, of whoever runs the stages. */
export function* counting(task: PatternTask): Generator<HeavyWork, Patterns, HeavyResult> {
  const result = yield { count: task };
  if ('counts' in result) return result;
  throw new Error('Counting gave something else.');
}

/** Asks for rows to be written briefly, of whoever runs the stages. */
export function* briefing(task: BriefTask): Generator<HeavyWork, BriefRows, HeavyResult> {
  const result = yield { brief: task };
  if ('places' in result) return result;
  throw new Error('Briefing gave something else.');
}

/** Asks for candidates to be scored, of whoever runs the stages. */
export function* scoring(task: ScoreTask): Generator<HeavyWork, Scored, HeavyResult> {
  const result = yield { score: task };
  if ('bits' in result) return result;
  throw new Error('Scoring gave something else.');
}
