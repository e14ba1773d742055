import { KeyFailure } from '@hub/vault';

/** What went wrong, as one sentence for the person at the command line. */
export class StartFailure extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StartFailure';
  }
}

interface SystemError extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly port?: number;
}

const sentences: Readonly<Record<string, (error: SystemError) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port ?? ''} is in use: stop what listens there, or choose another with --port.`,
  EACCES: ({ path }) => `No permission to write ${path ?? 'the data folder'}: choose another folder with --data.`,
  EPERM: ({ path }) => `No permission to write ${path ?? 'the data folder'}: choose another folder with --data.`,
  EROFS: ({ path }) => `${path ?? 'The data folder'} is on a read-only file system: choose another folder with --data.`,
  ENOSPC: () => 'The disk is full.',
  ENOTDIR: ({ path }) => `${path ?? 'The data folder'} is not a folder: choose another with --data.`,
  EEXIST: ({ path }) => `${path ?? 'The data folder'} is not a folder: choose another with --data.`,
  SQLITE_NOTADB: () =>
    'A store in the data folder is not a database: it is corrupt. Restore a backup, or start with another folder (--data).',
  SQLITE_CORRUPT: () =>
    'A store in the data folder is corrupt. Restore a backup, or start with another folder (--data).',
  SQLITE_CANTOPEN: () => 'A store in the data folder cannot be opened: check its permissions.',
  SQLITE_READONLY: () => 'A store in the data folder cannot be written: check its permissions.',
  ECONNREFUSED: () => 'The database of HUB_DATABASE_URL does not answer.',
};

/** The innermost cause that has a sentence decides; anything else is told with its own message. */
export function sentenceFor(error: unknown): string {
  for (
    let cause: unknown = error;
    cause instanceof Error;
    cause = cause.cause ?? (cause as { previous?: unknown }).previous
  ) {
    const { code } = cause as SystemError;
    const sentence = code === undefined ? undefined : sentences[code];
    if (sentence) return sentence(cause as SystemError);
    if (cause instanceof StartFailure || cause instanceof KeyFailure) return cause.message;
  }
  return error instanceof Error ? `The hub failed: ${error.message}` : `The hub failed: ${String(error)}`;
}
