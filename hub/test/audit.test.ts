import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LedgerReport } from '@hub/engine-ledger';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { run, seededFolder, start } from './program.ts';

vi.setConfig({ testTimeout: 150_000, hookTimeout: 150_000 });

const data = await seededFolder();
const file = join(data, 'ledger.jsonl');
const key = join(data, 'keys', 'audit-seal.key.json');
const audit = (...args: readonly string[]) => run(['audit', ...args]);
const inData = ['--data', data];
const reportIn = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as LedgerReport;

/** Does something to the ledger that its triggers would refuse. */
function tamper(statement: string): void {
  const database = new DatabaseSync(join(data, 'stores', 'access.sqlite'));
  const triggers = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`drop trigger ${name}`);
  database.exec(statement);
  for (const { sql } of triggers) database.exec(String(sql));
  database.close();
}

afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('hub audit', () => {
  test('verifies a ledger that is whole, and says what it is', async () => {
    const { code, stdout } = await audit('verify', ...inData);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The ledger is whole: \d+ entries in the chain, \d+ seals, 1 heads kept elsewhere\.$/m);
    const report = reportIn(await audit('verify', '--json', ...inData));
    expect(report).toMatchObject({ whole: true, unchecked: 0, problems: [] });
    expect(report.seals).toBeGreaterThan(0);
  });

  test('exports a file that is verified without a hub, with the key and without', async () => {
    expect(await audit('export', file, ...inData)).toMatchObject({ code: 0 });
    expect(reportIn(await audit('verify', '--file', file, '--json'))).toMatchObject({ whole: true });
    const withKey = await audit('verify', '--file', file, '--key', key, '--json');
    expect(reportIn(withKey)).toMatchObject({ whole: true, unchecked: 0, anchors: 1 });
    expect((await audit('verify', '--file', file)).stdout).toContain('give it with --key');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('"operation":"audit-export"');
    expect(text).not.toMatch(/"subjects":\[[^\]]*"(Resident|Client):[^.\]]*"/);
  });

  test('finds what was done to a file, ends with 2 and says where', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const place = lines.findIndex((line) => line.startsWith('{"entry"'));
    const edited = join(data, 'edited.jsonl');
    writeFileSync(
      edited,
      `${lines.with(place, (lines[place] ?? '').replace('"outcome":"', '"outcome":"X')).join('\n')}\n`,
    );
    const { code, stdout } = await audit('verify', '--file', edited);
    expect(code).toBe(2);
    expect(stdout).toContain('THE LEDGER IS NOT AS IT WAS WRITTEN. The first problem is at entry 1: it was edited');
    writeFileSync(edited, `${lines.slice(0, -1).join('\n')}\n`);
    expect((await audit('verify', '--file', edited)).stdout).toContain('the ledger was cut here');
    expect(await audit('verify', '--file', join(data, 'nowhere'))).toMatchObject({ code: 1 });
    expect((await audit('verify', '--key', key, ...inData)).stderr).toContain('give --file too');
  });

  test('gives the yearly report in both languages, and refuses what is no year', async () => {
    const year = String(new Date().getUTCFullYear());
    const { code, stdout } = await audit('report', '--year', year, ...inData);
    expect(code).toBe(0);
    expect(stdout).toContain(`Accesses to the records of minors in ${year}`);
    expect(stdout).toContain('month,role,purpose,basis,approval,accesses,records,refusals');
    const chinese = await start(['audit', 'report', '--year', year, ...inData], process.execPath, {
      LC_ALL: 'zh_CN.UTF-8',
    }).ended();
    expect(chinese.stdout).toContain('未成年人个人信息访问合规审计');
    expect((await audit('report', '--year', 'soon', ...inData)).stderr).toContain('expected a year');
  });

  test('keeps nothing for less than six months', async () => {
    const { code, stderr } = await audit('retain', '--months', '5', ...inData);
    expect(code).toBe(1);
    expect(stderr).toContain('Entries are to be kept for 5 months; expected 6 to 1200.');
    expect((await audit('retain', ...inData)).stdout).toContain('kept for 36 months; 0 were removed');
  });

  test('hands its work to the hub that runs', async () => {
    const hub = start(['up', '--no-demo', '--port', '0', ...inData]);
    await hub.says(/Ready/);
    expect(await audit('verify', ...inData)).toMatchObject({ code: 0 });
    expect(await audit('export', file, ...inData)).toMatchObject({ code: 0 });
    await hub.end('SIGKILL');
    const after = await audit('verify', '--json', ...inData);
    expect(after.code, after.stdout).toBe(0);
  });

  test('finds what was done to the store', async () => {
    tamper("update audit_entry set actor = 'nobody' where seq = 2");
    const { code, stdout } = await audit('verify', '--json', ...inData);
    expect(code).toBe(2);
    expect(reportIn({ stdout }).problems[0]).toEqual({ seq: 2, kind: 'EDITED' });
  });
});

describe('the keys of the ledger', () => {
  test('are made once for a folder of before, and not beside a ledger that others sealed', async () => {
    const names = ['audit-seal', 'audit-pseudonym'].map((name) => join(data, 'keys', `${name}.key.json`));
    for (const name of names) rmSync(name);
    const refused = await audit('verify', ...inData);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('The key audit-seal is not the one that sealed the audit ledger');
    expect(names.filter((name) => existsSync(name))).toEqual([]);
    for (const ending of ['', '-wal', '-shm']) rmSync(join(data, 'stores', `access.sqlite${ending}`), { force: true });
    rmSync(join(data, 'audit-head.json'));
    const { code, stdout } = await audit('verify', ...inData);
    expect(code, stdout).toBe(0);
    expect(names.filter((name) => existsSync(name))).toEqual(names);
  });
});
