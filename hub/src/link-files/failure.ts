import type { MessageParams } from '@hub/kernel';
import type { LinkFilesSentence } from './sentences.ts';

/** What went wrong with a file that a person named, as a code of the sentences. */
export class LinkFilesFailure extends Error {
  readonly code: LinkFilesSentence;
  readonly params: MessageParams;

  constructor(code: LinkFilesSentence, params: MessageParams) {
    super(code);
    this.name = 'LinkFilesFailure';
    this.code = code;
    this.params = params;
  }
}
