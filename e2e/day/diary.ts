import type { Answer, Asking } from '../house.ts';

/** One thing that somebody asked or did in the course of the day, with what the hub said. */
export interface DiaryEntry {
  readonly time: string;
  readonly who: string;
  readonly title: string;
  readonly text: string;
  readonly asking: Asking;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: Answer;
}

// The same form as in the kernel: a prefix and 24 signs, or those of the synthetic district.
const anyId = /\b([a-z]+(?:-[a-z]+)*)_[0-9a-hjkmnp-tv-z]{12,24}\b/g;

/** Ids that are made in the course of a day differ from run to run: each becomes its number in order of appearance. */
function withNumbers(text: string): string {
  const numbers = new Map<string, string>();
  const counts = new Map<string, number>();
  return text.replace(anyId, (id, prefix: string) => {
    const known = numbers.get(id);
    if (known) return known;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    const name = `${prefix}_${count}`;
    numbers.set(id, name);
    return name;
  });
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trim()}\n\`\`\``;

const headersOf = ({ role, purpose }: Asking): string =>
  `\`${role ?? 'district-officer'}\`${purpose ? ` · \`X-Hub-Purpose: ${purpose}\`` : ''}`;

function sectionOf({ time, who, title, text, asking, document, variables, answer }: DiaryEntry): string {
  const said = answer.errors ? { data: answer.data, errors: answer.errors } : answer.data;
  const parts = [`## ${time} ${title}`, `${who} (${headersOf(asking)}). ${text}`, fenced('graphql', document)];
  if (Object.keys(variables).length > 0) parts.push(fenced('json', JSON.stringify(variables, null, 2)));
  return [...parts, fenced('json', JSON.stringify(said, null, 2))].join('\n\n');
}

/** The page of a day: what it is, and every step as it was run. */
export const pageOf = (introduction: string, entries: readonly DiaryEntry[]): string =>
  `${withNumbers([introduction.trim(), ...entries.map(sectionOf)].join('\n\n'))}\n`;
