import type { Keys, Randomness } from '@hub/vault';
import type { GraphQLFormattedError } from 'graphql';
import type { Clock } from './clock.ts';
import type { Feed } from './feed/feed.ts';
import type { Ids } from './ids.ts';
import type { Intake } from './intake.ts';
import type { Log } from './log.ts';
import type { Language } from './messages.ts';
import type { Resealing } from './resealing.ts';
import type { StoreLocation } from './store/store.ts';

/** On whose behalf, and at which moment, a request is carried; plain data, the same in both modes. */
export interface Caller<Viewer = unknown> {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly language: Language;
  /** Instant of the whole question, ISO 8601 in UTC. */
  readonly now: string;
  readonly idempotencyKey: string | null;
  /** Fires when nobody waits for the answer any more; it is carried by the connection and never written. */
  readonly withdrawn?: AbortSignal;
}

export interface GraphRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** One record of which classed fields were given to the viewer. */
export interface Disclosure {
  readonly type: string;
  readonly id: string;
  readonly classes: readonly string[];
  /** Records of the people that the row is about, as `Type:id`. */
  readonly about: readonly string[];
  readonly minor: boolean;
}

/** A field that was withheld, named once an answer, and what the viewer would need to have it. */
export interface Withheld {
  readonly field: string;
  readonly fieldClass: string;
  readonly needed: string;
}

export interface GraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly disclosures: readonly Disclosure[];
  readonly withheld: readonly Withheld[];
}

/** Entry for the audit ledger; the same form whether a person or a worker read. */
export interface AuditEntry {
  readonly action: string;
  readonly actor: string;
  readonly role: string;
  readonly organisation: string | null;
  readonly tokenId: string | null;
  readonly agreement: string | null;
  readonly grant: string | null;
  /** Who approved the grant. */
  readonly approver: string | null;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly caseReference: string | null;
  readonly requestId: string;
  readonly operation: string | null;
  readonly outcome: string;
  readonly fieldClasses: readonly string[];
  /** Records given, as `Type:id`; the ledger keeps their pseudonyms. */
  readonly subjects: readonly string[];
  /** Those of the subjects who are minors. */
  readonly minors: readonly string[];
  readonly withheld: readonly string[];
  /** How many records were given. */
  readonly rows: number;
  readonly policyVersion: string;
  readonly at: string;
}

/** Resolves once the entries are durable; rejects when they cannot be written, and then nothing personal may leave. */
export type AuditPort = (entries: readonly AuditEntry[]) => Promise<void>;

/** A question to the whole graph on behalf of whoever gave a delegation. */
export interface DelegatedQuestion {
  readonly delegation: string;
  /** Who must have given it; anybody may where it was checked before. */
  readonly subject?: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly language: Language;
}

export interface DelegatedAnswer extends Pick<GraphAnswer, 'data' | 'errors'> {
  /** Points that the question cost. */
  readonly cost: number;
  /** Why nobody may be asked for any more, as a code and in words; `null` when the question was asked. */
  readonly refused: { readonly code: string; readonly text: string } | null;
}

/** Asks the gateway as a partner would, under a delegation that is resolved anew each time; rejects when the gateway does not answer. */
export type AskPort = (question: DelegatedQuestion, signal?: AbortSignal) => Promise<DelegatedAnswer>;

export interface WorkerPorts {
  feed(of: string): Feed;
  readonly audit: AuditPort;
  /** Asks the whole graph under a delegation. */
  readonly ask: AskPort;
  readonly signal: AbortSignal;
  /** To be called once, when the worker's copy has reached the head of its feed as it was at the start. */
  caughtUp(): void;
  /** May be called until then: how much of that the copy holds, from 0 to 1. */
  readonly holds?: (part: number) => void;
}

/** Loop that whoever opened the subgraph may start; it ends when the signal fires. */
export interface Worker {
  readonly name: string;
  run(ports: WorkerPorts): Promise<void>;
}

/** A number that operators watch: of how many, never of whom. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  read(): Promise<number>;
}

/** What every subgraph is opened with. */
export interface Opening {
  readonly location: StoreLocation;
  /** Folder for what is kept beside the stores; null where there is none. */
  readonly folder: string | null;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  /** Time zone in which days are told, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly log: Log;
}

/** An owner of data, the same whether it is opened in this process or served alone. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  /** Never rejects: what goes wrong is an error of the answer. */
  execute(request: GraphRequest, caller: Caller): Promise<GraphAnswer>;
  readonly feed: Feed;
  readonly intake: Intake;
  readonly workers: readonly Worker[];
  /** Brings what is sealed under the current versions of the keys. */
  readonly resealing: Resealing;
  /** What it tells `/metrics`, looked up when that is asked. */
  readonly figures?: readonly Figure[];
  /** How many SQL statements questions have taken so far. */
  statements(): number;
  /** Writes a portable copy from one snapshot into the folder. */
  backup(folder: string): Promise<void>;
  close(): Promise<void>;
}
