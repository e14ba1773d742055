import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import {
  createVerification,
  exportForm,
  formatLine,
  type LedgerReport,
  type Mac,
  parseLine,
  type Verification,
  verifyLines,
} from '@hub/engine-ledger';
import { type Keyring, macsOf, parseKeyText } from '@hub/vault';
import type { LedgerSource } from './ledgerSource.ts';

/** What an export wrote, and whether what it wrote is whole. */
export interface ExportReport extends LedgerReport {
  readonly file: string;
}

const tellEvery = 20_000;

/** Verifies the ledger of a hub with its keys, page by page, while it goes on being written. */
export async function verifyLedger(
  source: LedgerSource,
  ring: Keyring,
  progress: (entries: number) => void,
): Promise<LedgerReport> {
  // The heads are read first: what is appended meanwhile lies behind them.
  const verification = beginVerification(await source.anchors(), ring);
  await takeAll(source, verification, progress, () => {});
  return verification.end();
}

function beginVerification(anchors: readonly (string | null)[], ring: Keyring): Verification {
  const parsed = anchors.map((text) => {
    const line = text === null ? null : parseLine(text);
    return line?.word === 'anchor' ? line.value : null;
  });
  return createVerification({ mac: macsOf(ring).mac, anchors: parsed });
}

async function takeAll(
  source: LedgerSource,
  verification: Verification,
  progress: (entries: number) => void,
  also: (line: string) => Promise<void> | void,
): Promise<{ readonly seq: number; readonly entries: number }> {
  let [taken, told, seq, entries] = [0, 0, 0, 0];
  for await (const { lines, strayIndex } of source.parts()) {
    for (const text of lines) {
      const line = parseLine(text);
      verification.take(line);
      if (line.word === 'entry') entries += 1;
      if (line.word === 'entry' || line.word === 'before') seq = Number(line.value.seq);
      await also(text);
    }
    for (const stray of strayIndex) verification.strayIndex(stray);
    taken += lines.length;
    if (taken - told < tellEvery) continue;
    told = taken;
    progress(taken);
  }
  return { seq, entries };
}

/** Writes the whole ledger to a file, which stands there only when it is complete, and verifies it on the way. */
export async function exportLedger(
  source: LedgerSource,
  ring: Keyring,
  file: string,
  progress: (entries: number) => void,
): Promise<ExportReport> {
  const making = `${file}.part`;
  const out = createWriteStream(making, { mode: 0o600, flush: true });
  try {
    const write = async (line: string) => {
      if (!out.write(`${line}\n`)) await once(out, 'drain');
    };
    const anchors = await source.anchors();
    const verification = beginVerification(anchors, ring);
    await write(formatLine('ledger', { form: exportForm }));
    for (const anchor of anchors) if (anchor !== null) await write(anchor);
    await write(formatLine('end', await takeAll(source, verification, progress, write)));
    out.end();
    await finished(out);
    renameSync(making, file);
    return { file, ...verification.end() };
  } catch (error) {
    out.destroy();
    rmSync(making, { force: true });
    throw error;
  }
}

/** Verifies an exported file without a hub: the chain always, seals and heads where the key is given. */
export function verifyFile(file: string, keyFile: string | null): Promise<LedgerReport> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: 0 });
  return verifyLines(lines, { mac: keyFile === null ? null : macIn(keyFile), isExport: true });
}

function macIn(keyFile: string): Mac {
  const { current, secrets } = parseKeyText(readFileSync(keyFile, 'utf8'), keyFile);
  return macsOf({ current, versions: [...secrets.keys()], secret: (version) => secrets.get(version) }).mac;
}
