import { createStore, type StoreApi, useStore } from 'zustand';
import type {
  CsvColumn,
  ExportDestination,
  ExportExclusions,
  ExportFile,
  ExportFolder,
  ExportOptions,
  ExportPlan,
  ExportPreset,
  ExportRun,
} from '../../../engine/contract/export.ts';
import { engine } from '../../engine/connect.ts';

export interface ExportState {
  /** Null until the engine has said how the event was exported last. */
  readonly options: ExportOptions | null;
  readonly preset: string | null;
  readonly presets: readonly ExportPreset[];
  readonly destination: Pick<ExportDestination, 'id' | 'name' | 'path'> | null;
  readonly excluded: ExportExclusions;
  /** The latest that was made; another one may be on its way. */
  readonly plan: ExportPlan | null;
  readonly planning: boolean;
  /** What the latest plan failed with. */
  readonly error: unknown;
  /** Milliseconds that the plan took, from the change to its first rows. */
  readonly tookMs: number | null;
  /** Files of the plan by their place, as far as they were asked for. */
  readonly files: ReadonlyMap<number, ExportFile>;
  readonly csv: {
    readonly columns: readonly CsvColumn[];
    readonly rows: readonly (readonly string[])[];
  } | null;
  /** Path of the folder that is shown. */
  readonly folder: string;
  readonly expanded: ReadonlySet<string>;
}

/** Files that are asked for together. */
const PAGE = 120;
/** Lines of the CSV that are shown. */
const CSV_ROWS = 3;
/** Changes that follow one another so closely are one, milliseconds. */
const SETTLE_MS = 40;
/** The event may change four times a second; so often its plan is made anew at most. */
const FOLLOW_MS = 2_000;

const nothingExcluded: ExportExclusions = { units: [], folders: [] };

/** What Export shows of one event: options, the plan that follows from them, and where somebody is in it. */
export class ExportSession {
  readonly event: string;
  readonly store: StoreApi<ExportState>;
  #away = new AbortController();
  #settling: ReturnType<typeof setTimeout> | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;
  #asked = new Set<number>();
  #changedAt = 0;

  constructor(event: string) {
    this.event = event;
    this.store = createStore<ExportState>()(() => ({
      ...{ options: null, preset: null, presets: [], destination: null, excluded: nothingExcluded },
      ...{ plan: null, planning: true, error: null, tookMs: null, files: new Map(), csv: null },
      ...{ folder: '', expanded: new Set(['']) },
    }));
  }

  get state(): ExportState {
    return this.store.getState();
  }

  /** Reads how the event was exported last, once, and plans. */
  async open(): Promise<void> {
    if (this.state.options !== null) return this.plan();
    this.#changedAt = performance.now();
    try {
      const { options, preset, presets, destination } = await engine.export.settings({ event: this.event });
      this.store.setState({ options, preset, presets, destination });
    } catch (error) {
      this.store.setState({ error, planning: false });
      return;
    }
    await this.plan();
  }

  change(change: Partial<ExportOptions>): void {
    const { options } = this.state;
    if (options === null) return;
    this.store.setState({ options: { ...options, ...change } });
    this.#keepAndPlan();
  }

  takePreset({ name, options }: ExportPreset): void {
    this.store.setState({ options, preset: name, excluded: nothingExcluded });
    this.#keepAndPlan();
  }

  /** What every event begins with. */
  takeUsual(options: ExportOptions): void {
    this.store.setState({ options, preset: null, excluded: nothingExcluded });
    this.#keepAndPlan();
  }

  async savePreset(name: string): Promise<void> {
    const { options } = this.state;
    if (options === null) return;
    const presets = await engine.export.savePreset({ name, options });
    this.store.setState({ presets, preset: name });
    this.#keep();
  }

  async removePreset(name: string): Promise<void> {
    const presets = await engine.export.removePreset({ name });
    this.store.setState({ presets, preset: null });
    this.#keep();
  }

  exportTo(destination: Pick<ExportDestination, 'id' | 'name' | 'path'>): void {
    this.store.setState({ destination });
    this.#keepAndPlan();
  }

  /** Leaves a photo of an athlete out, or takes it back in. */
  toggleUnit(unit: string): void {
    const { excluded } = this.state;
    this.store.setState({ excluded: { ...excluded, units: toggled(excluded.units, unit) } });
    this.#planSoon();
  }

  toggleFolder(path: string): void {
    const { excluded } = this.state;
    this.store.setState({ excluded: { ...excluded, folders: toggled(excluded.folders, path) } });
    this.#planSoon();
  }

  includeAll(): void {
    this.store.setState({ excluded: nothingExcluded });
    this.#planSoon();
  }

  /** Shows the files of a folder. */
  show(folder: string): void {
    if (folder === this.state.folder) return;
    this.store.setState({ folder, csv: null });
    this.#wantShown();
  }

  expand(path: string, open: boolean): void {
    const expanded = new Set(this.state.expanded);
    if (open) expanded.add(path);
    else expanded.delete(path);
    this.store.setState({ expanded });
  }

  get shown(): ExportFolder | null {
    const { plan, folder } = this.state;
    return plan?.folders.find(({ path }) => path === folder) ?? null;
  }

  /** The event changed: its plan is made anew, not with each photo of an import. */
  follow(): void {
    this.#following ??= setTimeout(() => {
      this.#following = undefined;
      void this.plan();
    }, FOLLOW_MS);
  }

  /** Asks for files of the plan that are to be seen. */
  want(first: number, end: number): void {
    const { plan } = this.state;
    if (plan === null) return;
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(end, plan.fileCount); page++) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      void this.#read(plan.id, page);
    }
  }

  async #read(plan: string, page: number): Promise<void> {
    const { signal } = this.#away;
    try {
      const read = await engine.export.files(
        { ...this.request, first: page * PAGE, count: PAGE },
        { signal },
      );
      if (this.state.plan?.id !== plan) return;
      if (read.plan !== plan) return void this.plan();
      const files = new Map(this.state.files);
      for (const [at, file] of read.files.entries()) files.set(page * PAGE + at, file);
      this.store.setState({ files });
    } catch {
      // The connection is away, or another plan came: what is in view is asked for again then.
      this.#asked.delete(page);
    }
  }

  /** What is planned, as the engine is asked. */
  get request() {
    const { options, destination, excluded } = this.state;
    return {
      event: this.event,
      ...(options !== null && { options }),
      destination: destination?.id ?? null,
      excluded,
    };
  }

  /** Makes the plan of the present options. */
  async plan(): Promise<void> {
    clearTimeout(this.#settling);
    this.#away.abort();
    const away = new AbortController();
    this.#away = away;
    if (this.state.options === null) return;
    const since = this.#changedAt || performance.now();
    this.store.setState({ planning: true });
    try {
      const plan = await engine.export.plan({ ...this.request, files: PAGE }, { signal: away.signal });
      if (away.signal.aborted) return;
      const before = this.state.plan;
      // Where only states changed, what is in view stays in view until it is read again.
      const isLikeBefore =
        before?.fileCount === plan.fileCount && before.folders.length === plan.folders.length;
      const files = new Map([...(isLikeBefore ? this.state.files : []), ...plan.files.entries()]);
      this.#asked = new Set(plan.files.length > 0 ? [0] : []);
      this.store.setState({
        ...{ plan, files, planning: false, error: null, csv: null },
        ...(plan.destination !== null && { destination: plan.destination }),
        folder: folderToShow(plan, this.state),
        tookMs: performance.now() - since,
      });
      this.#wantShown();
    } catch (error) {
      if (away.signal.aborted) return;
      this.store.setState({ error, planning: false });
    } finally {
      this.#changedAt = 0;
    }
  }

  async start(): Promise<ExportRun | null> {
    const { destination, preset } = this.state;
    if (destination === null) return null;
    return engine.export.start({ ...this.request, destination: destination.id, name: preset ?? '' });
  }

  #wantShown(): void {
    const shown = this.shown;
    if (shown === null) return;
    this.want(shown.first, Math.min(shown.first + shown.count, shown.first + PAGE));
    void this.#readCsv(shown);
  }

  async #readCsv({ path, first, count }: ExportFolder): Promise<void> {
    if (count === 0 || this.state.options?.csv == null) return;
    try {
      const { signal } = this.#away;
      const csv = await engine.export.csvRows(
        { ...this.request, first, count: Math.min(count, 24) },
        { signal },
      );
      if (this.state.folder === path)
        this.store.setState({ csv: { ...csv, rows: csv.rows.slice(0, CSV_ROWS) } });
    } catch {
      // As with files.
    }
  }

  #keepAndPlan(): void {
    this.#keep();
    this.#planSoon();
  }

  #planSoon(): void {
    if (this.#changedAt === 0) this.#changedAt = performance.now();
    this.store.setState({ planning: true });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.plan(), SETTLE_MS);
  }

  #keep(): void {
    const { options, preset, destination } = this.state;
    if (options === null) return;
    engine.export
      .keep({ event: this.event, options, preset, destination: destination?.id ?? null })
      // Kept with the next change.
      .catch(() => undefined);
  }
}

/** The folder that was shown, where the plan has it; else the first that holds files itself. */
function folderToShow({ folders }: ExportPlan, { folder, plan }: ExportState): string {
  if (plan !== null && folders.some(({ path }) => path === folder)) return folder;
  const leaf = folders.find(({ level, count }, at) => count > 0 && (folders[at + 1]?.level ?? 0) <= level);
  return leaf?.path ?? '';
}

function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

let latest: ExportSession | null = null;

/** The session of an event: what was left out by hand and where somebody was stays while it is open. */
export function exportSession(event: string): ExportSession {
  if (latest?.event !== event) latest = new ExportSession(event);
  return latest;
}

export function useExport<Part>(session: ExportSession, part: (state: ExportState) => Part): Part {
  return useStore(session.store, part);
}
