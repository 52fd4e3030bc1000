import type Database from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { AppError } from '../../contract/app-error.ts';
import type { Schema } from './schema.ts';
import { catalogError } from './sqlite-error.ts';

/** Writes SQL and runs none: `Store` runs it, on its one synchronous connection. */
export const sql = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/**
 * An open catalog file. Every statement is prepared once and kept, so lists are passed as JSON and not
 * as so many parameters. Nothing in here awaits: no other call can slip into a transaction.
 */
export class Store {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #frozen: AppError | null = null;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Runs what Kysely wrote; the rows, none for a statement that gives none. */
  rows<Row>(query: Compilable<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.query<Row>(sql, ...parameters);
  }

  row<Row>(query: Compilable<Row>): Row | undefined {
    return this.rows(query)[0];
  }

  /** Runs a statement of a hot path, where writing the SQL anew would cost more than running it. */
  query<Row>(text: string, ...parameters: readonly unknown[]): Row[] {
    return this.#guard(() => {
      const statement = this.#prepare(text);
      if (statement.reader) return statement.all(...parameters) as Row[];
      statement.run(...parameters);
      return [];
    });
  }

  /** Row by row, for large values. The connection is busy until the loop ends: do not await within. */
  *iterate<Row>(text: string, ...parameters: readonly unknown[]): Generator<Row> {
    const rows = this.#guard(() => this.#prepare(text).iterate(...parameters) as Iterator<Row>);
    try {
      for (;;) {
        const step = this.#guard(() => rows.next());
        if (step.done) return;
        yield step.value;
      }
    } finally {
      rows.return?.();
    }
  }

  /** Runs `work` in a transaction that holds the write lock from its beginning. */
  write<Result>(work: () => Result): Result {
    if (this.#frozen) throw this.#frozen;
    return this.#guard(() => this.#db.transaction(work).immediate());
  }

  /** Runs `work` on one unchanging state of the catalog. */
  read<Result>(work: () => Result): Result {
    return this.#guard(() => this.#db.transaction(work).deferred());
  }

  /** Nothing is written until it is called with null; whoever tries to gets the error. */
  freeze(why: AppError | null): void {
    this.#frozen = why;
    // Statements outside of a transaction as well.
    this.#db.pragma(`query_only = ${why ? 'on' : 'off'}`);
  }

  close(): void {
    this.#db.close();
  }

  #prepare(text: string): Database.Statement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw catalogError(error, this.#db.name);
    }
  }
}
