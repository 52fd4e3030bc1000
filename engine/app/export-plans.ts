import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { Event } from '../contract/event.ts';
import type { ExportDestination, ExportRequest } from '../contract/export.ts';
import type { ExportPhoto } from '../contract/export-photo.ts';
import type { Entry } from '../contract/start-list.ts';
import type { DestinationContent } from '../export/earlier.ts';
import { lookInto } from '../export/look-into.ts';
import { NameTemplate } from '../export/name-template.ts';
import { type PlannedExport, planExport } from '../export/plan-export.ts';
import { exportDestination } from './export-destination.ts';

/** What is planned of an event. */
export type PlanRequest = Omit<ExportRequest, 'event'>;

/** A plan with what it is of. */
export interface KeptPlan {
  /** The same for the same plan. */
  readonly id: string;
  readonly event: Event;
  readonly revision: number;
  readonly destination: ExportDestination | null;
  readonly plan: PlannedExport;
  readonly photoName: (photoId: string) => string;
  /** How long it will take by earlier exports, seconds; null before there was one. */
  readonly seconds: number | null;
}

/** Everything of an event that a plan is made of, as it was at a revision. */
interface Facts {
  readonly revision: number;
  readonly photos: readonly ExportPhoto[];
  readonly entries: readonly Entry[];
  /** Folders that hold originals. */
  readonly folders: readonly string[];
}

interface Look {
  readonly at: number;
  readonly content: Promise<DestinationContent>;
}

/** What earlier exports measured. */
export const ExportMeasures = z.object({
  /** Written, read back and named, of originals. */
  bytesPerSecond: z.number().positive().nullable().default(null),
  resizedPerSecond: z.number().positive().nullable().default(null),
  /** Bytes of resized photos over what was estimated. */
  resizedFactor: z.number().min(0.1).max(10).default(1),
});
export type ExportMeasures = z.infer<typeof ExportMeasures>;
const MEASURES = 'exportMeasures';

/** Plans that are kept: those between which somebody goes to and fro. */
const KEPT_PLANS = 4;
/** Events whose photos are held. */
const KEPT_FACTS = 2;
/** How old what is known of a destination may be before it is looked at again beside the plan, milliseconds. */
const LOOK_AGAIN_MS = 2_000;

/** Makes plans, and keeps what they are made of: an option that changes costs no second look at photos and disks. */
export class ExportPlans {
  readonly #catalog: () => Promise<Catalog>;
  readonly #facts = new Map<string, Promise<Facts>>();
  readonly #looks = new Map<string, Look>();
  readonly #plans = new Map<string, KeptPlan>();

  constructor(catalog: () => Promise<Catalog>) {
    this.#catalog = catalog;
  }

  /**
   * The plan of a request. What the destination holds may be as old as the last look, unless it is to be `fresh`.
   *
   * @throws {AppError} INPUT_INVALID
   */
  async of(event: Event, request: PlanRequest, { fresh = false } = {}): Promise<KeptPlan> {
    const catalog = await this.#catalog();
    const { revision, photos, entries, folders } = await this.#factsOf(catalog, event);
    const { options, excluded } = request;
    const destination =
      request.destination === null
        ? null
        : await exportDestination(catalog, event, folders, request.destination);
    const levels = NameTemplate.folders(options.folders).length;
    const look = destination && this.#look(destination.path, levels, fresh);
    const content = (await look?.content) ?? null;
    const measures = await this.measures();
    const id = createHash('sha256')
      .update(JSON.stringify([event, revision, options, excluded, request.destination, look?.at, measures]))
      .digest('hex')
      .slice(0, 24);
    const kept = this.#plans.get(id);
    if (kept) return { ...kept, destination };
    const plan = planExport({
      ...{ event, photos, entries, options, excluded },
      found: options.search === null ? null : await this.#found(catalog, event.id, options.search),
      destination: destination && content && { name: destination.name, content },
      resizedFactor: measures.resizedFactor,
    });
    const names = lazily(() => new Map(photos.map((photo) => [photo.id, photo.name])));
    const photoName = (photoId: string) => names().get(photoId) ?? photoId;
    const seconds = secondsFor(plan, measures);
    const made = { id, event, revision, destination, plan, photoName, seconds };
    this.#plans.set(id, made);
    for (const old of [...this.#plans.keys()].slice(0, -KEPT_PLANS)) this.#plans.delete(old);
    return made;
  }

  /** Something was written there. */
  forgetDestination(path: string): void {
    for (const key of [...this.#looks.keys()]) if (key.startsWith(`${path}\n`)) this.#looks.delete(key);
  }

  async measures(): Promise<ExportMeasures> {
    const kept = (await (await this.#catalog()).preferences())[MEASURES];
    const measures = ExportMeasures.safeParse(kept ?? {});
    return measures.success ? measures.data : ExportMeasures.parse({});
  }

  async keepMeasures(measures: ExportMeasures): Promise<void> {
    await (await this.#catalog()).keepPreferences({ [MEASURES]: ExportMeasures.parse(measures) });
  }

  async #factsOf(catalog: Catalog, event: Event): Promise<Facts> {
    const revision = await catalog.revision(event.id);
    const known = this.#facts.get(event.id);
    if (known) {
      const facts = await known.catch(() => null);
      if (facts?.revision === revision) return facts;
    }
    const read = this.#read(catalog, event.id, revision);
    this.#facts.delete(event.id);
    this.#facts.set(event.id, read);
    for (const old of [...this.#facts.keys()].slice(0, -KEPT_FACTS)) this.#facts.delete(old);
    return read;
  }

  async #read(catalog: Catalog, eventId: string, revision: number): Promise<Facts> {
    const entries: Entry[] = [];
    for await (const entry of catalog.startList(eventId)) entries.push(entry);
    const photos = await catalog.exportPhotos(eventId);
    const folders = new Set<string>();
    for (const { files } of photos) for (const { path } of files) folders.add(dirname(path));
    return { revision, photos, entries, folders: [...folders] };
  }

  /** What is known of a destination, which is looked at again beside where that is old. */
  #look(path: string, levels: number, fresh: boolean): Look {
    const key = `${path}\n${levels}`;
    const known = this.#looks.get(key);
    const now = performance.now();
    if (known && !fresh && now - known.at < LOOK_AGAIN_MS) return known;
    const look = { at: now, content: lookInto(path, levels) };
    look.content.catch(() => this.#looks.delete(key));
    if (known && !fresh) {
      // Taken into use once it is there.
      void look.content.then(() => this.#looks.set(key, look)).catch(() => undefined);
      return known;
    }
    this.#looks.set(key, look);
    return look;
  }

  async #found(
    catalog: Catalog,
    eventId: string,
    { tokens, text, filters }: NonNullable<ExportRequest['options']['search']>,
  ): Promise<ReadonlySet<string>> {
    const layout = { arrange: 'time' as const, stackBursts: false, openBursts: [] };
    const query = { tokens, text, filters, ...layout };
    return new Set(await catalog.idsOf(eventId, query, []));
  }
}

function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}

function secondsFor(
  { files, filesToWrite, toResize, bytesToWrite }: PlannedExport,
  { bytesPerSecond, resizedPerSecond }: ExportMeasures,
): number | null {
  if (filesToWrite === 0) return files.length === 0 ? null : 0;
  if (toResize === filesToWrite) return resizedPerSecond === null ? null : toResize / resizedPerSecond;
  if (bytesPerSecond === null || (toResize > 0 && resizedPerSecond === null)) return null;
  return bytesToWrite / bytesPerSecond + (resizedPerSecond === null ? 0 : toResize / resizedPerSecond);
}
