import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/**
 * What was found out once and can be found out again, in a file: an unreadable file is an empty
 * cache, and one that cannot be written costs time at the next start, nothing else. Of two
 * processes that write at once the later one's word stands.
 */
export class JsonCache<Value> {
  readonly #file: string;
  readonly #schema: z.ZodType<Record<string, Value>>;
  #entries: Promise<Map<string, Value>> | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, value: z.ZodType<Value>) {
    this.#file = file;
    this.#schema = z.record(z.string(), value);
  }

  async get(key: string): Promise<Value | undefined> {
    return (await this.#read()).get(key);
  }

  async set(key: string, value: Value): Promise<void> {
    (await this.#read()).set(key, value);
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #write(): Promise<void> {
    const partial = `${this.#file}.${process.pid}.tmp`;
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFile(partial, JSON.stringify(Object.fromEntries(await this.#read()), null, 2));
      await rename(partial, this.#file);
    } catch {
      await rm(partial, { force: true }).catch(() => {});
    }
  }

  #read(): Promise<Map<string, Value>> {
    this.#entries ??= readFile(this.#file, 'utf8')
      .then((text) => new Map(Object.entries(this.#schema.parse(JSON.parse(text)))))
      .catch(() => new Map());
    return this.#entries;
  }
}
