import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ToldChange } from '../src/delivery/payload.rules.ts';
import {
  deliveryFilesIn,
  fileContent,
  removeDeliveryFile,
  writeDeliveryFile,
} from '../src/delivery/writeDeliveryFile.ts';

const root = mkdtempSync(join(tmpdir(), 'hub-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const changes: readonly ToldChange[] = [
  {
    kind: 'NEW',
    set: 'needs',
    identity: 'a',
    row: { name: '赵"娥,\n', formula: '=HYPERLINK("x")', units: -3, vetted: true },
  },
];

describe('a delivery file', () => {
  test('is there whole, for its owner only, and stays as it is when it is written again', async () => {
    const file = { root, folder: 'target_1', name: 'a.csv' };
    await writeDeliveryFile(file, Buffer.from('first'));
    await writeDeliveryFile(file, Buffer.from('second'));
    expect(readFileSync(join(root, 'target_1', 'a.csv'), 'utf8')).toBe('first');
    expect(lstatSync(join(root, 'target_1')).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(root, 'target_1', 'a.csv')).mode & 0o777).toBe(0o600);
    expect(await deliveryFilesIn(file)).toEqual(['a.csv']);
    await removeDeliveryFile(file);
    expect(await deliveryFilesIn(file)).toEqual([]);
  });

  test('takes the place of what an earlier attempt left half written', async () => {
    mkdirSync(join(root, 'target_2'));
    writeFileSync(join(root, 'target_2', 'a.csv.part'), 'hal');
    await writeDeliveryFile({ root, folder: 'target_2', name: 'a.csv' }, Buffer.from('whole'));
    expect(await deliveryFilesIn({ root, folder: 'target_2' })).toEqual(['a.csv']);
    expect(readFileSync(join(root, 'target_2', 'a.csv'), 'utf8')).toBe('whole');
  });

  test.each([
    ['..', 'a.csv'],
    ['.', 'a.csv'],
    ['a/b', 'a.csv'],
    ['', 'a.csv'],
    ['a', '../a.csv'],
    ['a', '.hidden'],
    ['a', '/etc/passwd'],
    ['a', 'a\0.csv'],
  ])('never has the folder %j and the name %j', async (folder, name) => {
    await expect(writeDeliveryFile({ root, folder, name }, Buffer.from('x'))).rejects.toThrow('must be letters');
  });

  test('never goes through a link', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hub-elsewhere-'));
    symlinkSync(elsewhere, join(root, 'target_3'));
    await expect(writeDeliveryFile({ root, folder: 'target_3', name: 'a.csv' }, Buffer.from('x'))).rejects.toThrow(
      'is a link',
    );
    mkdirSync(join(root, 'target_4'));
    symlinkSync(join(elsewhere, 'secret'), join(root, 'target_4', 'a.csv.part'));
    await writeDeliveryFile({ root, folder: 'target_4', name: 'a.csv' }, Buffer.from('x'));
    expect(await deliveryFilesIn({ root: elsewhere, folder: '.' })).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });
});

describe('the content of a delivery file', () => {
  test('in CSV begins with a byte order mark, quotes what must be, and holds no formula', async () => {
    expect(Buffer.from(await fileContent('CSV', changes)).toString('utf8')).toBe(
      '\ufeffchange,set,identity,matching,changed,name,formula,units,vetted\r\nNEW,needs,a,,,"赵""娥,\n","\'=HYPERLINK(""x"")",-3,true\r\n',
    );
  });

  test('in JSONL is one change a line', async () => {
    expect(Buffer.from(await fileContent('JSONL', changes)).toString('utf8')).toBe(`${JSON.stringify(changes[0])}\n`);
  });

  test('in XLSX is a workbook in which texts are texts and numbers numbers', async () => {
    const file = join(root, 'book.xlsx');
    writeFileSync(file, await fileContent('XLSX', changes));
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    const listed = execFileSync(process.execPath, ['-e', unzip, file], { encoding: 'utf8' });
    expect(listed).toContain('<t>=HYPERLINK("x")</t>');
    expect(listed).not.toMatch(/<f[ >]/);
    expect(listed).toContain('<v>-3</v>');
  });
});

/** Prints all parts of a workbook; its compression is that of Node. */
const unzip = `
const { readFileSync } = require('node:fs'); const { inflateRawSync } = require('node:zlib');
const bytes = readFileSync(process.argv[1]);
for (let at = bytes.indexOf('PK\\x01\\x02'); at !== -1; at = bytes.indexOf('PK\\x01\\x02', at + 4)) {
  const [method, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const part = bytes.subarray(from, from + size);
  process.stdout.write(method === 8 ? inflateRawSync(part) : part);
}`;
