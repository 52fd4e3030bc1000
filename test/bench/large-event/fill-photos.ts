import type Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { PIPELINE_VERSION } from '../../../engine/app/pipeline-version.ts';
import { faceId } from '../../../engine/catalog/face-id.ts';
import { faceCode } from '../../../engine/catalog/sqlite/face-code.ts';
import type { Verdict } from '../../../engine/contract/decision.ts';
import type { Box } from '../../../engine/contract/geometry.ts';
import type { PlannedPerson, PlannedPhoto } from './plan-photos.ts';

const [WIDTH, HEIGHT] = [6000, 4000];
const PHOTOS_PER_TRANSACTION = 2000;
/** Readings below are not shown, and those from the second on are accepted by themselves. */
const [SHOWN, ACCEPTED] = [0.3, 0.9];
/** Photos that were rated or rejected in one go. */
const PHOTOS_PER_ACTION = 40;

/**
 * Writes photos as the catalog's own methods would, in a hundredth of their time: one statement a row and
 * two thousand photos a transaction. Everything that is derived is written with what it derives from.
 */
export function fillPhotos(
  db: Database.Database,
  eventId: string,
  pack: string,
  photos: Iterable<PlannedPhoto>,
): void {
  // Nothing is lost that could not be made again.
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -200000');
  const { key: eventKey } = db.prepare('select key from event where id = ?').get(eventId) as { key: number };
  const setKey = Number(
    db.prepare('insert into finding_set (event_key, pack) values (?, ?)').run(eventKey, pack).lastInsertRowid,
  );
  const filler = new Filler(db, eventKey, setKey, pack);
  let batch: PlannedPhoto[] = [];
  const flush = db.transaction(() => {
    for (const photo of batch) filler.add(photo);
  });
  for (const photo of photos) {
    batch.push(photo);
    if (batch.length < PHOTOS_PER_TRANSACTION) continue;
    flush();
    batch = [];
  }
  flush();
  filler.close();
  db.pragma('wal_checkpoint(truncate)');
}

class Filler {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #eventKey: number;
  readonly #setKey: number;
  readonly #pack: string;
  readonly #cameras = new Map<string, number>();
  readonly #runs: string[] = [];
  /** The action that verdicts of one kind are part of, and how many photos it has. */
  readonly #actions = new Map<string, { id: string; photos: number }>();
  #revision: number;
  #clock = Date.UTC(2026, 4, 3, 12);

  constructor(db: Database.Database, eventKey: number, setKey: number, pack: string) {
    this.#db = db;
    this.#eventKey = eventKey;
    this.#setKey = setKey;
    this.#pack = pack;
    const row = db.prepare('select revision from event where key = ?').get(eventKey);
    this.#revision = (row as { revision: number }).revision;
  }

  add(photo: PlannedPhoto): void {
    this.#revision++;
    const photoKey = this.#insert('photo', {
      event_key: this.#eventKey,
      id: photo.id,
      taken_at: photo.takenAt,
      camera_time: new Date(photo.takenAt + 2 * 3_600_000).toISOString().slice(0, -1),
      camera_key: this.#cameraKey(photo),
      exposure: '{"seconds":0.000625,"aperture":2.8,"iso":400,"focalLength":200}',
      revision: this.#revision,
      name: photo.name,
      stars: photo.stars,
      flag: photo.flag,
      label: photo.label,
      run_id: this.#run(photo.run),
    });
    this.#insert('file', {
      event_key: this.#eventKey,
      path: `/photos/card-${photo.run + 1}/${photo.name}-${photoKey}.JPG`,
      photo_key: photoKey,
      size: 9_000_000 + (photoKey % 4_000_000),
      modified_ms: photo.takenAt,
      role: 'jpeg',
      sha256: photo.id,
    });
    const place = { photoId: photo.id, box: null };
    if (photo.stars > 0) this.#decide({ kind: 'stars', place, stars: photo.stars });
    if (photo.flag) this.#decide({ kind: 'flag', place, flag: photo.flag });
    if (photo.label) this.#decide({ kind: 'label', place, label: photo.label });
    if (photo.outcome === 'read') this.#addFindings(photoKey, photo);
    else {
      this.#insert('failure', {
        set_key: this.#setKey,
        photo_key: photoKey,
        version: PIPELINE_VERSION,
        bib_rules: null,
        embedded: 1,
        code: 'FILE_TRUNCATED',
        message: 'The file ends in the middle of the picture. Copy it from the card again.',
      });
    }
  }

  /** The event has come as far as its latest photo. */
  close(): void {
    this.#db.prepare('update event set revision = ? where key = ?').run(this.#revision, this.#eventKey);
    const count = this.#db.prepare('update action set photos = ? where id = ?');
    for (const { id, photos } of this.#actions.values()) count.run(photos, id);
  }

  #addFindings(photoKey: number, { id, people, sharpness }: PlannedPhoto): void {
    const findingsKey = this.#insert('findings', {
      set_key: this.#setKey,
      photo_key: photoKey,
      version: PIPELINE_VERSION,
      bib_rules: null,
      embedded: 1,
      width: WIDTH,
      height: HEIGHT,
      sharpness: sharpness / 3,
      best_sharpness: sharpness,
      read_at: this.#clock,
      timings: '{"decode":60,"sharpness":2,"faces":60,"embed":14,"bibRegions":120,"bibText":90}',
    });
    const numbers = new Set<string>();
    for (const [i, person] of people.entries()) {
      const face = this.#addFace(findingsKey, id, person, faceBox(i, people.length));
      const { bib } = person;
      // A number is read once a photo.
      if (!bib || numbers.has(bib.number)) continue;
      numbers.add(bib.number);
      this.#addBib(
        { photoKey, findingsKey, id, rank: numbers.size - 1, face },
        bib,
        bibBox(i, people.length),
      );
    }
  }

  #addFace(findingsKey: number, photoId: string, { face, quality, sharpness }: PlannedPerson, box: Box) {
    if (face === null) return null;
    const id = faceId(photoId, { version: PIPELINE_VERSION, pack: this.#pack }, box);
    const [x, y, width, height] = box;
    const at = (right: number, down: number) => [x + right * width, y + down * height];
    const landmarks = [at(0.3, 0.4), at(0.7, 0.4), at(0.5, 0.6), at(0.35, 0.78), at(0.65, 0.78)];
    const faceKey = this.#insert('face', {
      findings_key: findingsKey,
      id,
      box: JSON.stringify(box),
      score: 0.98,
      landmarks: JSON.stringify(landmarks),
      quality,
      sharpness,
    });
    this.#insert('face_vector', { face_key: faceKey, vector: Buffer.from(face.buffer) });
    this.#statement('insert into face_code values (?, ?, vec_int8(?))').run(
      ...[BigInt(faceKey), BigInt(this.#setKey), Buffer.from(faceCode(face).buffer)],
    );
    return id;
  }

  #addBib(
    of: { photoKey: number; findingsKey: number; id: string; rank: number; face: string | null },
    { number, confidence, rejected }: NonNullable<PlannedPerson['bib']>,
    box: Box,
  ): void {
    const readingKey = this.#insert('bib_reading', {
      findings_key: of.findingsKey,
      set_key: this.#setKey,
      number,
      confidence,
      box: JSON.stringify(box),
      sharpness: 120,
      evidence: JSON.stringify({ digits: confidence, detector: 0.9 }),
      settled_number: number,
      settled_confidence: confidence,
    });
    if (confidence < SHOWN) return;
    const relative: Verdict & { kind: 'bib' } = {
      kind: 'bib',
      place: {
        photoId: of.id,
        box: [box[0] / WIDTH, box[1] / HEIGHT, box[2] / WIDTH, box[3] / HEIGHT],
      },
      number,
      worn: false,
    };
    if (rejected) this.#decide(relative);
    this.#insert('sighting', {
      photo_key: of.photoKey,
      rank: of.rank,
      event_key: this.#eventKey,
      number,
      state: rejected ? 'rejected' : confidence >= ACCEPTED ? 'accepted' : 'review',
      confidence: rejected ? 0 : confidence,
      box: JSON.stringify(relative.place.box),
      reading_key: readingKey,
      face_id: of.face,
      evidence: JSON.stringify([{ kind: 'reading', number, confidence }]),
    });
  }

  #decide(verdict: Exclude<Verdict, { kind: 'undo' }>): void {
    const { kind, place: _, ...said } = verdict;
    const what = kind === 'bib' ? { kind: 'reject', number: verdict.number } : { kind, ...said };
    const subject = JSON.stringify(what);
    let action = this.#actions.get(subject);
    this.#clock += 20;
    if (!action || action.photos === PHOTOS_PER_ACTION) {
      if (action) this.#statement('update action set photos = ? where id = ?').run(action.photos, action.id);
      action = { id: uuidv7({ msecs: this.#clock }), photos: 0 };
      this.#actions.set(subject, action);
      this.#insert('action', {
        id: action.id,
        revision: this.#revision,
        event_key: this.#eventKey,
        at: this.#clock,
        author: 'Ines',
        device: 'studio',
        what: subject,
        photos: 0,
        photo_id: verdict.place.photoId,
      });
    }
    action.photos++;
    this.#insert('decision', {
      id: uuidv7({ msecs: this.#clock }),
      event_key: this.#eventKey,
      time: this.#clock,
      counter: 0,
      author: 'Ines',
      device: 'studio',
      photo_id: verdict.place.photoId,
      other_photo_id: null,
      verdict: JSON.stringify(verdict),
      action_id: action.id,
    });
  }

  #cameraKey({ camera }: PlannedPhoto): number {
    const name = JSON.stringify(camera);
    const known = this.#cameras.get(name);
    if (known !== undefined) return known;
    const find = `select key from camera where make = ? and model = ? and serial = ?`;
    const row = this.#db.prepare(find).get(camera.make, camera.model, camera.serial);
    const key = row ? (row as { key: number }).key : this.#insert('camera', { ...camera });
    this.#cameras.set(name, key);
    return key;
  }

  #run(place: number): string {
    this.#runs[place] ??= uuidv7({ msecs: Date.UTC(2026, 4, 3, 9) + place * 600_000 });
    return this.#runs[place];
  }

  #insert(table: string, row: Readonly<Record<string, unknown>>): number {
    const columns = Object.keys(row);
    const values = columns.map((column) => `@${column}`);
    const text = `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`;
    return Number(this.#statement(text).run(row).lastInsertRowid);
  }

  #statement(text: string): Database.Statement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

/** People stand beside each other. */
function faceBox(place: number, of: number): Box {
  const width = Math.min(480, WIDTH / (of + 1) / 2);
  return [
    Math.round(((place + 1) / (of + 1)) * WIDTH - width / 2),
    700,
    Math.round(width),
    Math.round(width * 1.25),
  ];
}

function bibBox(place: number, of: number): Box {
  const [x, y, width] = faceBox(place, of);
  return [x, y + 3 * width, width, Math.round(width * 0.6)];
}
