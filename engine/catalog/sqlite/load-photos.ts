import type { ErrorInfo } from '../../contract/app-error.ts';
import type {
  Camera,
  Exposure,
  IndexedFace,
  IndexedFindings,
  IndexedReading,
  Photo,
  PhotoFile,
} from '../../contract/photo.ts';
import type { Store } from './store.ts';

interface PhotoRow extends Camera {
  key: number;
  id: string;
  takenAt: number | null;
  cameraTime: string | null;
  hasCamera: number;
  exposure: string | null;
  revision: number;
}

interface FindingsRow extends Omit<IndexedFindings, 'pipeline' | 'faces' | 'bibs' | 'timings'> {
  key: number;
  photoKey: number;
  version: number;
  pack: string;
  timings: string;
}

/**
 * Everything of some photos, in the order of `keys`, with findings of one set (null for none). A few
 * statements for all of them together; meant for a page or a batch, not for an event.
 */
export function loadPhotos(store: Store, setKey: number | null, keys: readonly number[]): Photo[] {
  const list = JSON.stringify(keys);
  const photos = store.query<PhotoRow>(
    `select p.key, p.id, p.taken_at as takenAt, p.camera_time as cameraTime, p.exposure, p.revision,
       c.key is not null as hasCamera, c.make, c.model, c.serial
     from json_each(?) wanted cross join photo p on p.key = wanted.value left join camera c on c.key = p.camera_key
     order by wanted.key`,
    list,
  );
  const files = grouped(
    store.query<PhotoFile & Keyed>(
      `select photo_key as owner, path, size, modified_ms as modifiedMs, role, sha256
       from file where photo_key in (select value from json_each(?)) order by role, path`,
      list,
    ),
  );
  const aliases = grouped(
    store.query<{ alias: string } & Keyed>(
      `select photo_key as owner, alias from photo_alias
       where photo_key in (select value from json_each(?)) order by alias`,
      list,
    ),
  );
  const failures = grouped(
    store.query<ErrorInfo & Keyed>(
      `select photo_key as owner, code, message from failure
       where set_key = ? and photo_key in (select value from json_each(?))`,
      setKey,
      list,
    ),
  );
  const findings = loadFindings(store, setKey, list);
  return photos.map(({ key, takenAt, cameraTime, hasCamera, make, model, serial, exposure, ...photo }) => ({
    ...photo,
    takenAt,
    cameraTime,
    camera: hasCamera === 1 ? { make, model, serial } : null,
    exposure: exposure === null ? null : (JSON.parse(exposure) as Exposure),
    aliases: (aliases.get(key) ?? []).map(({ alias }) => alias),
    files: files.get(key) ?? [],
    findings: findings.get(key) ?? null,
    failure: failures.get(key)?.[0] ?? null,
  }));
}

function loadFindings(store: Store, setKey: number | null, photoKeys: string): Map<number, IndexedFindings> {
  const rows = store.query<FindingsRow>(
    `select f.key, f.photo_key as photoKey, f.version, s.pack, f.width, f.height, f.sharpness, f.timings
     from findings f join finding_set s on s.key = f.set_key
     where f.set_key = ? and f.photo_key in (select value from json_each(?))`,
    setKey,
    photoKeys,
  );
  const keys = JSON.stringify(rows.map(({ key }) => key));
  const faces = loadFaces(store, keys);
  const bibs = loadReadings(store, keys);
  return new Map(
    rows.map(({ key, photoKey, version, pack, timings, ...row }) => [
      photoKey,
      {
        ...row,
        pipeline: { version, pack },
        timings: JSON.parse(timings),
        faces: faces.get(key) ?? [],
        bibs: bibs.get(key) ?? [],
      },
    ]),
  );
}

function loadFaces(store: Store, findingsKeys: string): Map<number, IndexedFace[]> {
  const rows = store.query<
    Omit<IndexedFace, 'box' | 'landmarks'> & Keyed & { box: string; landmarks: string }
  >(
    `select findings_key as owner, id, box, score, landmarks, quality, sharpness
     from face where findings_key in (select value from json_each(?)) order by key`,
    findingsKeys,
  );
  return grouped(
    rows.map((row) => ({ ...row, box: JSON.parse(row.box), landmarks: JSON.parse(row.landmarks) })),
  );
}

interface ReadingRow extends Keyed {
  key: number;
  number: string;
  confidence: number;
  box: string;
  sharpness: number;
  evidence: string;
  settledNumber: string | null;
  settledConfidence: number | null;
}

function loadReadings(store: Store, findingsKeys: string): Map<number, IndexedReading[]> {
  const rows = store.query<ReadingRow>(
    `select findings_key as owner, key, number, confidence, box, sharpness, evidence,
       settled_number as settledNumber, settled_confidence as settledConfidence
     from bib_reading where findings_key in (select value from json_each(?)) order by key`,
    findingsKeys,
  );
  const alternatives = grouped(
    store.query<{ number: string; probability: number } & Keyed>(
      `select reading_key as owner, number, probability from bib_alternative
       where reading_key in (select value from json_each(?)) order by reading_key, rank`,
      JSON.stringify(rows.map(({ key }) => key)),
    ),
  );
  return grouped(
    rows.map(({ key, box, evidence, settledNumber, settledConfidence, ...row }) => ({
      ...row,
      id: String(key),
      box: JSON.parse(box),
      evidence: JSON.parse(evidence),
      alternatives: alternatives.get(key) ?? [],
      settled:
        settledNumber === null || settledConfidence === null
          ? null
          : { number: settledNumber, confidence: settledConfidence },
    })),
  );
}

interface Keyed {
  /** Key of what the row belongs to. */
  owner: number;
}

function grouped<Row extends Keyed>(rows: readonly Row[]): Map<number, Omit<Row, 'owner'>[]> {
  const groups = new Map<number, Omit<Row, 'owner'>[]>();
  for (const { owner, ...row } of rows) {
    const group = groups.get(owner);
    if (group) group.push(row);
    else groups.set(owner, [row]);
  }
  return groups;
}
