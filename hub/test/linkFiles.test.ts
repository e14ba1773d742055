import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type Ended, newFolder, run, start } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const given = [
  'alice',
  'bruno',
  'clara',
  'david',
  'emma',
  'felix',
  'greta',
  'henry',
  'irene',
  'jonas',
  'karla',
  'louis',
];
const family = ['abbott', 'barlow', 'cooper', 'dalton', 'elliot', 'fisher', 'gordon', 'harvey', 'ingram', 'jarvis'];
const towns = ['york', 'derby', 'leeds', 'bath', 'ely', 'wells', 'ripon'];

const row = (person: number, id: string, slip: boolean): string => {
  const first = given[person % given.length] ?? '';
  const last = `${family[Math.floor(person / given.length) % family.length]}${person % 7 === 0 ? 's' : ''}`;
  const born = `19${30 + (person % 60)}-${String(1 + (person % 12)).padStart(2, '0')}-${String(1 + (person % 28)).padStart(2, '0')}`;
  return `${id},${slip ? `${first.slice(0, 2)}${first.slice(3)}` : first},${last},${born},${towns[person % towns.length]},${10_000 + ((person * 7919) % 80_000)}`;
};

const header = 'id,given_name,surname,born,town,number';
const people = Array.from({ length: 240 }, (_, person) => person);
const csv = (rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
const first = file('a.csv', csv(people.map((person) => row(person, `a${person}`, false))));
const second = file('b.csv', csv(people.slice(60).map((person) => row(person, `b${person}`, person % 9 === 0))));
const third = file('c.csv', csv(people.flatMap((p) => [row(p, `${p}-1`, false), row(p, `${p}-2`, p % 5 === 0)])));

const link = (output: string, ...args: readonly string[]): Promise<Ended> =>
  run(['link-files', ...args, '--id', 'id', '--output', join(folder, output)]);

const linesOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('hub link-files', () => {
  test('links two files, A then B, accepted pairs first, and writes the model beside them', async () => {
    const { code, stdout, stderr } = await link('two.csv', '--input', first, '--input', second);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^180 pairs linked, \d+ for review/);
    const [head, ...links] = linesOf('two.csv');
    expect(head).toEqual(['id_l', 'id_r', 'weight', 'probability']);
    const accepted = links.filter(([, , , probability]) => Number(probability) >= 0.5);
    expect(accepted.map(([left, right]) => `${left}=${right}`).toSorted()).toEqual(
      people
        .slice(60)
        .map((person) => `a${person}=b${person}`)
        .toSorted(),
    );
    expect(links.slice(0, accepted.length)).toEqual(accepted);
    expect(JSON.parse(readFileSync(join(folder, 'two.model.json'), 'utf8')).fields).toHaveLength(5);
  });

  test('gives the same bytes again: in another encoding, in any number of threads, with the model it wrote', async () => {
    await link('again.csv', '--input', first, '--input', second);
    const expected = readFileSync(join(folder, 'again.csv'));
    const utf16 = file('b16.csv', Buffer.from(`\uFEFF${readFileSync(second, 'utf8')}`, 'utf16le'));
    await link('other.csv', '--input', first, '--input', utf16, '--threads', '1');
    expect(readFileSync(join(folder, 'other.csv'))).toEqual(expected);
    const model = join(folder, 'again.model.json');
    await link('given.csv', '--input', first, '--input', second, '--model', model, '--threads', '3');
    expect(readFileSync(join(folder, 'given.csv'))).toEqual(expected);
    expect(existsSync(join(folder, 'given.model.json'))).toBe(false);
  });

  test('says why, in words that add up', async () => {
    const reasons = join(folder, 'why.csv');
    const args = ['--input', first, '--input', second, '--id', 'id', '--output', join(folder, 'why-links.csv')];
    await start(['link-files', ...args, '--reasons', reasons], undefined, { LC_ALL: 'zh_CN.UTF-8' }).ended();
    const [, [left, right, weight] = []] = linesOf('why-links.csv');
    const steps = linesOf('why.csv').filter(([l, r]) => l === left && r === right);
    expect(steps.map(([, , part]) => part)).toEqual([
      'prior',
      'given_name',
      'surname',
      'born',
      'town',
      'number',
      'rest',
    ]);
    expect(steps.reduce((sum, [, , , bits]) => sum + Number(bits), 0)).toBeCloseTo(Number(weight), 2);
    expect(steps[1]?.[4]).toMatch(/^一致/);
  });

  test('reports how pairs spread, and what each rule cost, in the language of the terminal', async () => {
    const report = join(folder, 'report.md');
    const args = ['--input', first, '--input', second, '--id', 'id', '--output', join(folder, 'reported.csv')];
    const { code } = await start(['link-files', ...args, '--report', report], undefined, {
      LC_ALL: 'zh_CN.UTF-8',
    }).ended();
    expect(code).toBe(0);
    const text = readFileSync(report, 'utf8');
    expect(text).toContain('# 文件关联报告');
    const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const bands = rows.filter((cells) => cells.length === 6 && /^0(\.\d+)?$/.test(cells[1] ?? ''));
    expect(bands.reduce((sum, cells) => sum + Number(cells[2]), 0)).toBe(linesOf('reported.csv').length - 1);
    expect(rows.some(([, field, level]) => field === 'surname' && level === 'EQUAL')).toBe(true);
  });

  test('finds repeated records within one file, id_l before id_r', async () => {
    const { code, stdout } = await link('one.csv', '--input', third, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: [480], linked: 240 });
    for (const [left = '', right = ''] of linesOf('one.csv').slice(1)) expect(left < right).toBe(true);
  });
});

describe('hub link-files keeps good rows', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const huge = 'x'.repeat(3_000_000);
  const bad = [
    `${row(1, 'a1', false)},one,more`,
    row(2, '', false),
    row(3, 'b70', false),
    '"x"y,alice,abbott,1930-01-01,york,1',
    `h1,${huge},abbott,1931-01-01,york,2`,
    `h2,${huge}z,abbott,1931-01-01,york,2`,
    'q1,"anna\nmaria",abbott,1932-01-01,york,3',
    'q2,"open,abbott,1933-01-01,york,4',
  ];

  test.each<[string, (text: string) => string | Buffer]>([
    ['as it is', (text) => text],
    ['with a byte-order mark and lines as Windows ends them', (text) => `\uFEFF${crlf(text)}`],
  ])('and says of each other its line, column and reason: %s', async (_, written) => {
    await link('clean.csv', '--input', first, '--input', second);
    const spoilt = file('spoilt.csv', written(`${readFileSync(second, 'utf8')}${bad.join('\n')}\n`));
    const { code, stderr } = await link('kept.csv', '--input', first, '--input', spoilt);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/5 rows were left out; .*kept\.rejects\.csv says which, and why\./);
    const accepted = (name: string): readonly string[] =>
      linesOf(name)
        .filter(([, , , probability]) => Number(probability) >= 0.5)
        .map(([left, right]) => `${left}=${right}`)
        .toSorted();
    expect(accepted('kept.csv')).toEqual(accepted('clean.csv'));
    const told = linesOf('kept.rejects.csv')
      .slice(1)
      .map(([path, line, column]) => [path === spoilt, line, column]);
    expect(told).toEqual([
      [true, '182', '7'],
      [true, '185', 'id'],
      [true, '190', 'given_name'],
      [true, '183', 'id'],
      [true, '184', 'id'],
    ]);
    await link('kept.csv', '--input', first, '--input', second);
    expect(existsSync(join(folder, 'kept.rejects.csv'))).toBe(false);
  });
});

describe('hub link-files refuses in one sentence', () => {
  const workbook = file('book.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff, 0x80]));
  const model = file('wrong.json', '{"version":1,"fields":[{"column":"town","kind":"colour"}]}');
  const idless = file('idless.csv', csv([row(1, 'x', false), row(2, '', false), row(3, '', false), row(4, '', false)]));
  const empty = file('empty.csv', '\uFEFF\n');
  const single = file('single.csv', 'id\n1\n2\n');
  const open = file('open.csv', `${header}\n1,"alice,b`);
  mkdirSync(join(folder, 'sub'));
  test.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', ['--input', 'nowhere.csv'], /There is no file nowhere\.csv\./],
    ['a folder', ['--input', join(folder, 'sub')], /sub is not a file\./],
    ['three files', ['--input', first, '--input', second, '--input', third], /one --input or two, and met 3\./],
    ['one file twice', ['--input', first, '--input', first], /give one file once/],
    ['a workbook', ['--input', workbook], /book\.csv is not text in UTF-8/],
    ['rows most of which have no id', ['--input', idless], /idless\.csv: Line 3 has no id in column "id"\./],
    ['an open quote', ['--input', open], /open\.csv: Line 2, column given_name: a quoted field is not closed\./],
    ['an empty file', ['--input', empty], /empty\.csv: The file is empty; expected a header line\./],
    ['a file of ids alone', ['--input', single], /single\.csv: No column to compare/],
    ['a model of another form', ['--input', first, '--model', model], /wrong\.json: fields\[0\]\.kind is "colour"/],
    ['a number of threads', ['--input', first, '--threads', 'many'], /--threads is "many"/],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await link('refused.csv', ...args);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(folder).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  test('an unknown column, in Chinese where that is the language', async () => {
    const args = ['link-files', '--input', first, '--id', 'key', '--output', join(folder, 'zh.csv')];
    const { stderr } = await start(args, undefined, { LC_ALL: 'zh_CN.UTF-8' }).ended();
    expect(stderr).toContain('没有列“key”，现有的列是：id, given_name');
  });
});

test('hub link-files stops at once when it is told to, and leaves nothing', async () => {
  const rows = Array.from({ length: 60_000 }, (_, person) => row(person, `p${person}`, false));
  const large = file('large.csv', csv(rows));
  const running = start(['link-files', '--input', large, '--id', 'id', '--output', join(folder, 'large-out.csv')]);
  await running.says(/normalising/);
  const { code, stderr } = await running.end('SIGINT');
  expect({ code, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
    code: 130,
    last: 'Stopped; nothing was written.',
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('large-out'))).toEqual([]);
});
