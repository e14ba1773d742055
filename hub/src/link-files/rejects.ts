import { writeFileSync } from 'node:fs';
import { type FileProblem, fileProblems } from '@hub/engine-linkage';
import { type Language, say } from '@hub/kernel/messages';

/** Rows that could not be used, by file. */
export class Rejects {
  readonly #byPath = new Map<string, FileProblem[]>();

  note(path: string, problem: FileProblem): void {
    const known = this.#byPath.get(path);
    if (known === undefined) this.#byPath.set(path, [problem]);
    else known.push(problem);
  }

  countOf(path: string): number {
    return this.#byPath.get(path)?.length ?? 0;
  }

  get count(): number {
    return [...this.#byPath.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** What is wrong with a file of which more rows are bad than `good`: it was read in a wrong way, and its first problem says how. */
  mainProblemOf(path: string, good: number): FileProblem | null {
    return this.countOf(path) > good ? (this.#byPath.get(path)?.[0] ?? null) : null;
  }

  /** Writes each row's file, line, column and reason as CSV. */
  write(path: string, language: Language): void {
    const cell = (text: string | number): string =>
      /[",\r\n]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : String(text);
    const lines = [...this.#byPath].flatMap(([file, problems]) =>
      problems.map(({ code, params }) => {
        const { line = '', column = '' } = params;
        return [file, line, column, say(fileProblems, language, code, params)].map(cell).join(',');
      }),
    );
    writeFileSync(path, `${['file,line,column,reason', ...lines].join('\n')}\n`, { mode: 0o600 });
  }
}
