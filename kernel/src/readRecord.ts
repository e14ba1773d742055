import type { Problem } from './errors.ts';

/** Reads the fields of one record, and keeps every problem with its field instead of stopping at the first. */
export interface RecordReader {
  text(field: string): string;
  optionalText(field: string): string | null;
  /** A calendar day, YYYY-MM-DD. */
  day(field: string): string;
  optionalDay(field: string): string | null;
  integer(field: string, least: number, most: number): number;
  optionalInteger(field: string, least: number, most: number): number | null;
  degrees(field: string, most: 90 | 180): number;
  flag(field: string): 0 | 1;
  optionalFlag(field: string): 0 | 1 | null;
  code<Code extends string>(field: string, codes: readonly Code[]): Code;
  optionalCode<Code extends string>(field: string, codes: readonly Code[]): Code | null;
  codes<Code extends string>(field: string, codes: readonly Code[]): Code[];
  optionalCodes<Code extends string>(field: string, codes: readonly Code[]): Code[] | null;
  /** A list of records of their own, empty when it is left out; their problems come with their place, `certificates[0].code`. */
  records<Item>(field: string, read: (item: RecordReader) => Item): Item[];
  /** Ids or other texts without spaces; none where the field is not there. */
  optionalTexts(field: string): readonly string[];
  /** The one written form of a text that a parser accepts; its warnings reject nothing. */
  parsed(field: string, parse: ParseText): string;
  readonly problems: readonly Problem[];
}

/** A parser of a value with one written form, as `values` has them. */
export type ParseText = (
  text: string,
) =>
  | { readonly ok: true; readonly value: { readonly text: string } }
  | { readonly ok: false; readonly expected: string };

const isDay = (text: string): boolean => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const day = digitsIn(text, 8, 10);
  return day >= 1 && day <= daysIn(digitsIn(text, 0, 4), digitsIn(text, 5, 7));
};

/** `NaN` where another sign stands. */
function digitsIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place++) {
    const digit = text.charCodeAt(place) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function daysIn(year: number, month: number): number {
  if (!(year >= 0 && month >= 1 && month <= 12)) return 0;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function readRecord(record: unknown): RecordReader {
  const fields = (typeof record === 'object' && record !== null ? record : {}) as Readonly<Record<string, unknown>>;
  const problems: Problem[] = [];
  const expect = <Value>(field: string, expected: string, instead: Value): Value => {
    problems.push({ field, message: 'BAD_VALUE', params: { field, expected } });
    return instead;
  };
  const optional =
    <Value, Rest extends unknown[]>(read: (field: string, ...rest: Rest) => Value) =>
    (field: string, ...rest: Rest): Value | null =>
      fields[field] === null || fields[field] === undefined ? null : read(field, ...rest);
  const text = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' && value.trim() !== '' ? value : expect(field, 'text', '');
  };
  const day = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' && isDay(value) ? value : expect(field, 'a day that exists, YYYY-MM-DD', '');
  };
  const integer = (field: string, least: number, most: number): number => {
    const value = fields[field];
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
    return fits ? value : expect(field, `an integer from ${least} to ${most}`, least);
  };
  const code = <Code extends string>(field: string, codes: readonly Code[]): Code => {
    const value = codes.find((one) => one === fields[field]);
    return value ?? expect(field, `one of ${codes.join(', ')}`, codes[0] as Code);
  };
  const flag = (field: string): 0 | 1 => {
    const value = fields[field];
    if (typeof value !== 'boolean') return expect(field, 'true or false', 0);
    return value ? 1 : 0;
  };
  const codes = <Code extends string>(field: string, all: readonly Code[]): Code[] => {
    const value = fields[field];
    const fits = Array.isArray(value) && value.every((one) => (all as readonly unknown[]).includes(one));
    return fits ? (value as Code[]) : expect(field, `a list of ${all.join(', ')}`, []);
  };
  return {
    problems,
    text,
    day,
    integer,
    code,
    optionalText: optional(text),
    optionalDay: optional(day),
    optionalInteger: optional(integer),
    optionalCode: (field, codes) => (fields[field] === null || fields[field] === undefined ? null : code(field, codes)),
    degrees(field, most) {
      const value = fields[field];
      return typeof value === 'number' && Math.abs(value) <= most
        ? value
        : expect(field, `degrees from -${most} to ${most}`, 0);
    },
    flag,
    optionalFlag: optional(flag),
    codes,
    optionalCodes: (field, all) => (fields[field] === null || fields[field] === undefined ? null : codes(field, all)),
    records(field, read) {
      const value = fields[field] ?? [];
      if (!Array.isArray(value)) return expect(field, 'a list of records', []);
      return value.map((item, place) => {
        const reader = readRecord(item);
        const given = read(reader);
        for (const problem of reader.problems) expect(`${field}[${place}].${problem.field}`, expectedIn(problem), null);
        return given;
      });
    },
    optionalTexts(field) {
      const value = fields[field] ?? [];
      const all = Array.isArray(value) && value.every((one) => typeof one === 'string' && /^\S+$/.test(one));
      return all ? (value as string[]) : expect(field, 'a list of texts without spaces', []);
    },
    parsed(field, parse) {
      const value = fields[field];
      const parsed = parse(typeof value === 'string' ? value : '');
      return parsed.ok ? parsed.value.text : expect(field, parsed.expected, '');
    },
  };
}

const expectedIn = ({ params }: Problem): string => String(params?.expected ?? '');
