import { extname } from 'node:path';
import type { ExportOptions, ExportRole } from '../contract/export.ts';
import type { ExportPhoto, ExportSighting } from '../contract/export-photo.ts';
import type { PhotoFile } from '../contract/photo.ts';
import { type Athlete, partsOfName } from './athletes.ts';
import { eventCode } from './event-code.ts';
import { numberText, type Unit } from './give-names.ts';
import { NameTemplate, type NameValues } from './name-template.ts';
import { resizedBytes } from './resized.ts';
import { safeValue } from './safe-name.ts';
import { keywordsOf, sidecarText } from './xmp.ts';

/** Folder of photos with nobody. */
const NOBODY = '_no-bib';

/** A unit with what it is of. */
export interface PlannedUnit extends Unit {
  readonly photo: ExportPhoto;
  readonly athlete: Athlete | null;
  readonly sighting: ExportSighting | null;
  readonly files: readonly UnitFile[];
}

/** A file of a unit before it has its name. */
export interface UnitFile {
  readonly role: ExportRole;
  /** With its dot. */
  readonly ending: string;
  /** What it is made of, and how: where that is the same, the file is. */
  readonly content: string;
  readonly bytes: number;
  /** The file that it is made of; null for a sidecar. */
  readonly source: PhotoFile | null;
  readonly resized: boolean;
}

type AthleteValues = Pick<NameValues, 'bib' | 'name' | 'first' | 'last' | 'category' | 'team' | 'wave'>;
const nobody: AthleteValues = { bib: '', name: '', first: '', last: '', category: '', team: '', wave: '' };

/** Makes the units of a plan: one for each photo and each athlete that it is written for. */
export class UnitMaker {
  readonly #options: ExportOptions;
  readonly #folders: readonly NameTemplate[];
  readonly #file: NameTemplate;
  readonly #counted: boolean;
  readonly #values: { -readonly [Field in keyof NameValues]: string };
  readonly #eventName: string;
  readonly #factor: number;
  readonly #sidecars = new Map<Athlete | null, UnitFile>();
  readonly #athletes = new Map<Athlete, AthleteValues>();
  readonly #cameras = new Map<string, string>();
  /** Folders of athletes, where they depend on nothing else. */
  readonly #folderOf = new Map<Athlete, string>();
  readonly #foldersByAthlete: boolean;
  readonly #clock: (at: number) => { date: string; time: string };

  /** @throws {AppError} INPUT_INVALID for templates that cannot be understood */
  constructor({
    event,
    options,
    resizedFactor = 1,
  }: {
    readonly event: { readonly name: string; readonly date: string | null; readonly timeZone: string };
    readonly options: ExportOptions;
    readonly resizedFactor?: number | undefined;
  }) {
    this.#options = options;
    this.#eventName = event.name;
    this.#folders = NameTemplate.folders(options.folders);
    this.#file = NameTemplate.file(options.fileName);
    this.#counted = this.#file.has('sequence');
    this.#values = {
      ...nobody,
      ...{ event: safeValue(event.name), code: safeValue(eventCode(event.name, event.date)) },
      ...{ date: '', time: '', camera: '', original: '', sequence: '' },
    };
    this.#factor = resizedFactor;
    const ofPhoto = ['date', 'time', 'camera', 'original'] as const;
    this.#foldersByAthlete = !this.#folders.some((level) => ofPhoto.some((field) => level.has(field)));
    this.#clock = clockIn(event.timeZone);
  }

  unit(photo: ExportPhoto, athlete: Athlete | null, sighting: ExportSighting | null): PlannedUnit {
    const values = this.#fill(photo, athlete);
    // Values are filled in anew for the next one.
    const kept = this.#counted ? { ...values } : null;
    return {
      photo,
      athlete,
      sighting,
      unit: `${photo.id}/${athlete === null ? '' : athlete.bib}`,
      folder: this.#folder(athlete, values),
      stem: kept ? (number) => this.#stem(kept, numberText(number)) : this.#stem(values, ''),
      files: this.#files(photo, athlete),
    };
  }

  #stem(values: NameValues, sequence: string): string {
    return this.#file.name(values, sequence) || values.original || 'photo';
  }

  #folder(athlete: Athlete | null, values: NameValues): string {
    if (athlete === null) return NOBODY;
    const known = this.#foldersByAthlete ? this.#folderOf.get(athlete) : undefined;
    if (known !== undefined) return known;
    const folder = this.#folders.map((level) => level.folderName(values)).join('/');
    if (this.#foldersByAthlete) this.#folderOf.set(athlete, folder);
    return folder;
  }

  /** Values for the names of one unit, in the one object that is there for all of them. */
  #fill(photo: ExportPhoto, athlete: Athlete | null): NameValues {
    const values = this.#values;
    const { bib, name, first, last, category, team, wave } =
      athlete === null ? nobody : this.#athleteValues(athlete);
    values.bib = bib;
    values.name = name;
    values.first = first;
    values.last = last;
    values.category = category;
    values.team = team;
    values.wave = wave;
    this.#fillTime(photo);
    values.camera = this.#cameraOf(photo);
    values.original = safeValue(photo.name);
    return values;
  }

  #athleteValues(athlete: Athlete): AthleteValues {
    const known = this.#athletes.get(athlete);
    if (known) return known;
    const { first, last } = partsOfName(athlete.name);
    const values = {
      bib: safeValue(athlete.bib),
      name: safeValue(athlete.name),
      first: safeValue(first),
      last: safeValue(last),
      category: safeValue(athlete.category),
      team: safeValue(athlete.team),
      wave: safeValue(athlete.wave),
    };
    this.#athletes.set(athlete, values);
    return values;
  }

  #cameraOf({ camera }: ExportPhoto): string {
    if (camera === null) return '';
    const known = this.#cameras.get(camera) ?? safeValue(camera);
    this.#cameras.set(camera, known);
    return known;
  }

  /** By the clock of the event, as the camera showed it. */
  #fillTime({ cameraTime, takenAt }: ExportPhoto): void {
    const values = this.#values;
    if (cameraTime !== null) {
      values.date = cameraTime.slice(0, 10);
      values.time = cameraTime.slice(11, 13) + cameraTime.slice(14, 16) + cameraTime.slice(17, 19);
    } else if (takenAt !== null) Object.assign(values, this.#clock(takenAt));
    else values.date = values.time = '';
  }

  #files(photo: ExportPhoto, athlete: Athlete | null): UnitFile[] {
    const { jpeg, raw, sidecar } = this.#options;
    const files: UnitFile[] = [];
    const picture = jpeg && photo.files.find(({ role }) => role === 'jpeg');
    if (picture) files.push(this.#picture(photo, athlete, picture));
    const negative = raw ? photo.files.find(({ role }) => role === 'raw') : undefined;
    if (negative) files.push(original('raw', negative));
    if (sidecar && files.length > 0) files.push(this.#sidecar(athlete));
    return files;
  }

  #sidecar(athlete: Athlete | null): UnitFile {
    const known = this.#sidecars.get(athlete);
    if (known) return known;
    const file: UnitFile = {
      role: 'sidecar',
      ending: '.xmp',
      content: ['sidecar', this.#eventName, ...(athlete ? [athlete.bib, ...keywordsOf(athlete)] : [])].join(
        '\t',
      ),
      bytes: Buffer.byteLength(sidecarText(athlete, this.#eventName)),
      source: null,
      resized: false,
    };
    this.#sidecars.set(athlete, file);
    return file;
  }

  #picture(photo: ExportPhoto, athlete: Athlete | null, file: PhotoFile): UnitFile {
    const { longEdge, quality, metadata, keywords } = this.#options.jpeg!;
    if (longEdge === null) return original('jpeg', file);
    const about = keywords && athlete !== null ? ` ${athlete.bib} ${athlete.name}` : '';
    return {
      role: 'jpeg',
      ending: '.jpg',
      content: `resized ${file.sha256} ${longEdge} ${quality} ${metadata}${about}`,
      bytes: Math.round(resizedBytes(photo, file.size, { longEdge, quality }) * this.#factor),
      source: file,
      resized: true,
    };
  }
}

function original(role: 'jpeg' | 'raw', file: PhotoFile): UnitFile {
  return {
    role,
    ending: extname(file.path).toLowerCase(),
    content: `original ${file.sha256}`,
    bytes: file.size,
    source: file,
    resized: false,
  };
}

/** Day and time of instants by the clocks of a place. */
function clockIn(timeZone: string): (at: number) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      date: `${parts['year']}-${parts['month']}-${parts['day']}`,
      time: `${parts['hour']}${parts['minute']}${parts['second']}`,
    };
  };
}
