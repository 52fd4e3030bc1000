import { inflateRawSync } from 'node:zlib';

/** One file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked, as the archive says. */
  readonly size: number;
  /** @throws RangeError when it unpacks to more than `limit` bytes, and zlib's errors. */
  read(limit: number): Buffer;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive, by its central directory; null for what is no whole archive. No ZIP64:
 * archives are smaller than 32 MB here.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 and 4.3.16
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endOfDirectory(buffer);
    if (end === null) return null;
    const entries: ZipEntry[] = [];
    let at = buffer.readUInt32LE(end + 16);
    for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
      if (buffer.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
      const nameLength = buffer.readUInt16LE(at + 28);
      entries.push(entryAt(buffer, at, buffer.toString('utf8', at + 46, at + 46 + nameLength)));
      at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    }
    return entries;
  } catch (error) {
    // It says that something lies beyond its own end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** It is the last thing of the file but for a comment of up to 64 KB. */
function endOfDirectory(buffer: Buffer): number | null {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 22 - 0xffff); at--) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}

function entryAt(buffer: Buffer, at: number, name: string): ZipEntry {
  const method = buffer.readUInt16LE(at + 10);
  const packed = buffer.readUInt32LE(at + 20);
  const size = buffer.readUInt32LE(at + 24);
  const header = buffer.readUInt32LE(at + 42);
  return {
    name,
    size,
    read: (limit) => {
      const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
      const data = buffer.subarray(start, start + packed);
      if (method === STORED && packed <= limit) return data;
      if (method === DEFLATED) return inflateRawSync(data, { maxOutputLength: limit });
      throw new RangeError(`${name} cannot be unpacked`);
    },
  };
}
