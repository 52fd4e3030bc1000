import { AppError } from '../../contract/app-error.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { checkSize, MAX_BYTES, type StartListFile, type Table } from './table.ts';
import { zipEntries } from './zip-entries.ts';

/**
 * The rows of a start list, whatever it is: files are told by their first bytes, as endings lie.
 * @throws AppError START_LIST_INVALID with what the file is, where it is nothing that can be read.
 */
export async function readTable(file: StartListFile): Promise<Table> {
  if (file.bytes.length > MAX_BYTES) {
    throw new AppError(
      'START_LIST_INVALID',
      `${file.name} has ${Math.round(file.bytes.length / 1024 ** 2)} MB, more than a start list can have (${MAX_BYTES / 1024 ** 2} MB). Choose the start list.`,
    );
  }
  const table = await read(file);
  checkSize(table, file.name);
  return table;
}

async function read(file: StartListFile): Promise<Table> {
  const { name, bytes } = file;
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    const entries = zipEntries(bytes);
    if (entries) return readXlsx(file, entries);
    throw new AppError(
      'START_LIST_INVALID',
      `${name} is cut off: its end is missing. Copy or download it again.`,
    );
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new AppError('START_LIST_INVALID', compoundFile(name, bytes));
  }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) {
    throw new AppError(
      'START_LIST_INVALID',
      `${name} is a PDF. Ask the organiser for the start list as XLSX or CSV.`,
    );
  }
  return readCsv(file);
}

/** Old Office files and encrypted new ones are both compound files; the name of a stream tells which. */
function compoundFile(name: string, bytes: Uint8Array): string {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return encrypted
    ? `${name} is protected by a password. Open it in a spreadsheet program, save it without one, then import it again.`
    : `${name} is a workbook of the old kind (XLS). Open it in a spreadsheet program and save it as XLSX or CSV.`;
}

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
