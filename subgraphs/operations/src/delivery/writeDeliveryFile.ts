import { constants, type Dirent } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Cell } from 'write-excel-file/node';
import type { Value } from '../change/answerRow.rules.ts';
import type { FileFormat } from './deliveryTarget.entity.ts';
import { jsonLines, type ToldChange } from './payload.rules.ts';
import { type ChangeTable, tableOf, unformulated } from './table.rules.ts';

export interface DeliveryFile {
  /** Where all deliveries to files are. */
  readonly root: string;
  /** Folder of the target in it. */
  readonly folder: string;
  readonly name: string;
}

/** Folders and names are made of ids and numbers; anything else could lead out of the folder. */
const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$/;

/**
 * Writes a file whole or not at all: beside its place first, brought to the disk, then renamed. A file that is there already was written
 * by an earlier attempt at the same delivery, and stays as its reader may have found it.
 */
export async function writeDeliveryFile({ root, folder, name }: DeliveryFile, content: Uint8Array): Promise<void> {
  for (const part of [folder, name])
    if (!namePattern.test(part))
      throw new Error('The name of a delivery file must be letters, digits, ".", "_" and "-".');
  const place = join(resolve(root), folder);
  await mkdir(place, { recursive: true, mode: 0o700 });
  if (!(await lstat(place)).isDirectory())
    throw new Error('The folder of a delivery file is a link; expected a folder.');
  const file = join(place, name);
  if (await isThere(file)) return;
  const making = `${file}.part`;
  await rm(making, { force: true });
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_NOFOLLOW;
  const opened = await open(making, flags, 0o600);
  try {
    await opened.writeFile(content);
    await opened.sync();
  } finally {
    await opened.close();
  }
  await rename(making, file);
  const directory = await open(place, constants.O_RDONLY);
  await directory.sync().finally(() => directory.close());
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** Removes a file that was delivered, where its reader has left it. */
export async function removeDeliveryFile({ root, folder, name }: DeliveryFile): Promise<void> {
  if (namePattern.test(folder) && namePattern.test(name)) await rm(join(resolve(root), folder, name), { force: true });
}

/** Files in the folder of a target, by name; none where there is no folder. */
export const deliveryFilesIn = ({ root, folder }: Pick<DeliveryFile, 'root' | 'folder'>): Promise<string[]> =>
  readdir(join(resolve(root), folder), { withFileTypes: true }).then(
    (entries: Dirent[]) =>
      entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    () => [],
  );

/** The changes in the form of the target. */
export async function fileContent(format: FileFormat, changes: readonly ToldChange[]): Promise<Uint8Array> {
  return format === 'JSONL' ? Buffer.from(jsonLines(changes)) : tableFile(format, tableOf(changes));
}

/** A table as a file that spreadsheets open. */
export async function tableFile(
  format: Exclude<FileFormat, 'JSONL'>,
  { columns, rows }: ChangeTable,
): Promise<Uint8Array> {
  if (format === 'CSV')
    return Buffer.from(
      stringify(
        [columns, ...rows].map((row) => row.map(unformulated)),
        { bom: true, record_delimiter: 'windows', cast: { boolean: String } },
      ),
    );
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const sheet = [
    columns.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cellOf)),
  ];
  return writeExcelFile(sheet, { stickyRowsCount: 1 }).toBuffer();
}

/** Texts are written as texts, so that none becomes a formula. */
const cellOf = (value: Value): Cell =>
  value === null || value === ''
    ? null
    : typeof value === 'string'
      ? { value, type: String }
      : { value, type: typeof value === 'number' ? Number : Boolean };
