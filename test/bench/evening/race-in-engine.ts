import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { analysisKey } from '../../../engine/app/analysis-key.ts';
import { type Engine, openEngine } from '../../../engine/app/open-engine.ts';
import { openDatabase } from '../../../engine/catalog/sqlite/open-database.ts';
import type { Event } from '../../../engine/contract/event.ts';
import type { Evidence, SightingState } from '../../../engine/contract/sighting.ts';
import type { JudgedRace } from '../../fixtures/large-race/judged-race.ts';

/** A number in a photo, as the engine sees it. */
export interface FoundSighting {
  readonly photoId: string;
  readonly number: string;
  readonly state: SightingState;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** A number that was read in a photo, and how surely. */
export type FoundReading = Pick<FoundSighting, 'photoId' | 'number' | 'confidence'>;

/** The engine with a race in a catalog of its own, a real SQLite file, as an import of its photos leaves it. */
export class RaceInEngine {
  readonly engine: Engine;
  readonly event: Event;
  readonly race: JudgedRace;
  /** Milliseconds that settling took once everything was in. */
  readonly settledIn: number;
  readonly #db: Database.Database;

  static async open(race: JudgedRace, progress: (line: string) => void): Promise<RaceInEngine> {
    const home = await mkdtemp(path.join(tmpdir(), 'photofinish-race-'));
    const engine = openEngine(home, () => undefined);
    const event = await engine.client.events.create({
      name: race.name,
      date: '2026-05-10',
      timeZone: 'Europe/Vienna',
    });
    const context = engine.contextFor('machine');
    const catalog = await context.catalog();
    await catalog.importStartList(event.id, await context.maker(), race.entries, 'replace');
    await catalog.recordPhotos(
      event.id,
      race.photos.map(({ photo }) => photo),
    );
    const key = analysisKey(event);
    for (const [i, { photo, findings }] of race.photos.entries()) {
      if (i % 100 === 0) progress(`${race.name}: ${i} of ${race.photos.length} photos in the catalog`);
      await catalog.recordFindings(event.id, photo.id, key, findings);
    }
    progress(`${race.name}: settling`);
    const start = performance.now();
    await (await context.settler(event.id)).settle({ thorough: true });
    return new RaceInEngine(engine, event, race, performance.now() - start);
  }

  private constructor(engine: Engine, event: Event, race: JudgedRace, settledIn: number) {
    this.engine = engine;
    this.event = event;
    this.race = race;
    this.settledIn = settledIn;
    this.#db = openDatabase(path.join(engine.home, 'catalog.sqlite'));
  }

  /** Lets the engine do what follows from a decision, as the open application does beside the person. */
  async settle(): Promise<void> {
    await (await this.engine.contextFor('machine').settler(this.event.id)).settle();
  }

  sightings(): FoundSighting[] {
    const rows = this.#db
      .prepare(
        `select p.id as photoId, s.number, s.state, s.confidence, s.evidence from sighting s
         join photo p on p.key = s.photo_key`,
      )
      .all() as (Omit<FoundSighting, 'evidence'> & { evidence: string })[];
    return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence[] }));
  }

  /** What bibs alone say: readings of each photo, as the event's statistics settled them. */
  readings(): FoundReading[] {
    return this.#db
      .prepare(
        `select p.id as photoId, b.current_number as number, max(b.current_confidence) as confidence
         from bib_reading b join findings f on f.key = b.findings_key join photo p on p.key = f.photo_key
         group by p.id, b.current_number`,
      )
      .all() as FoundReading[];
  }

  /** The person that each face was grouped into; faces that are in no group are missing. */
  persons(): Map<string, number> {
    const rows = this.#db
      .prepare('select f.id, pf.person from person_face pf join face f on f.key = pf.face_key')
      .all() as { id: string; person: number }[];
    return new Map(rows.map(({ id, person }) => [id, person]));
  }

  async close(): Promise<void> {
    this.#db.close();
    await this.engine.close();
    await rm(this.engine.home, { recursive: true, force: true });
  }
}
