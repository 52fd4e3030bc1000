import type { Generated, GeneratedAlways } from 'kysely';

/**
 * The tables as Kysely knows them; `migrations.ts` creates them. Columns called `key` are integers of
 * this file alone. JSON columns are text. Booleans are 0 and 1.
 */
export interface Schema {
  event: {
    key: GeneratedAlways<number>;
    id: string;
    name: string;
    /** `name` in the form in which two names are the same. */
    name_folded: string;
    date: string | null;
    place: string | null;
    time_zone: string;
    bib_rules: string | null;
    face_search: number;
    pack: string;
    created_at: number;
    revision: Generated<number>;
    photos_folder: string | null;
    /** Milliseconds since 1970 UTC. */
    changed_at: number;
    /** Sightings of photos up to this key are derived, the others are stale; null where none is. */
    derived_up_to: number | null;
    /** JSON; null for the usual ones. */
    thresholds: string | null;
  };
  entry: {
    key: GeneratedAlways<number>;
    event_key: number;
    bib: string;
    name: string | null;
    category: string | null;
    team: string | null;
    wave: string | null;
  };
  camera: {
    key: GeneratedAlways<number>;
    make: string | null;
    model: string | null;
    serial: string | null;
  };
  photo: {
    key: GeneratedAlways<number>;
    event_key: number;
    id: string;
    taken_at: number | null;
    /** `taken_at`, and a time after all others where it is not known. */
    taken_order: GeneratedAlways<number>;
    camera_time: string | null;
    camera_key: number | null;
    exposure: string | null;
    revision: number;
    /** Of the first file, without its ending. */
    name: string;
    /** Derived from the decisions in force, as are `flag` and `label`. */
    stars: Generated<number>;
    flag: string | null;
    label: string | null;
    /** The import that brought it first. */
    run_id: string | null;
  };
  photo_alias: { event_key: number; alias: string; photo_key: number };
  file: {
    event_key: number;
    path: string;
    photo_key: number;
    size: number;
    modified_ms: number;
    role: string;
    sha256: string;
  };
  unreadable_file: { event_key: number; path: string; code: string; message: string };
  /** The findings of one event by one model pack: what may be compared and searched together. */
  finding_set: { key: GeneratedAlways<number>; event_key: number; pack: string };
  findings: {
    key: GeneratedAlways<number>;
    set_key: number;
    photo_key: number;
    version: number;
    bib_rules: string | null;
    embedded: number;
    width: number;
    height: number;
    sharpness: number;
    /** Of the sharpest of frame, faces and bibs. */
    best_sharpness: number;
    timings: string;
    /** Milliseconds since 1970 UTC. */
    read_at: number | null;
  };
  failure: {
    set_key: number;
    photo_key: number;
    version: number;
    bib_rules: string | null;
    embedded: number;
    code: string;
    message: string;
  };
  face: {
    key: GeneratedAlways<number>;
    findings_key: number;
    id: string;
    box: string;
    score: number;
    landmarks: string;
    quality: number;
    sharpness: number;
  };
  /** 512 float32, little-endian, of length one. */
  face_vector: { face_key: number; vector: Buffer };
  bib_reading: {
    key: GeneratedAlways<number>;
    findings_key: number;
    set_key: number;
    number: string;
    confidence: number;
    box: string;
    sharpness: number;
    evidence: string;
    settled_number: string | null;
    settled_confidence: number | null;
    /** The settled number and confidence where there are, else what the photo alone says. */
    current_number: GeneratedAlways<string>;
    current_confidence: GeneratedAlways<number>;
  };
  bib_alternative: {
    reading_key: number;
    rank: number;
    set_key: number;
    number: string;
    probability: number;
  };
  decision: {
    id: string;
    event_key: number;
    time: number;
    counter: number;
    author: string;
    device: string;
    photo_id: string | null;
    other_photo_id: string | null;
    verdict: string;
    action_id: string;
  };
  /** Derived from findings and decisions. */
  sighting: {
    photo_key: number;
    rank: number;
    event_key: number;
    number: string;
    state: string;
    confidence: number;
    box: string | null;
    reading_key: number | null;
    face_id: string | null;
    evidence: string;
  };
  action: {
    id: string;
    event_key: number;
    /** The event's revision that it made. */
    revision: number;
    at: number;
    author: string;
    device: string;
    what: string;
    photos: number;
    photo_id: string | null;
    /** What it changed beside decisions. */
    effect: string | null;
    /** The event's revision that took it back, and who did; null where it holds. */
    undone_revision: number | null;
    undone_author: string | null;
    undone_device: string | null;
  };
  saved_search: { id: string; event_key: number; name: string; query: string };
  /** Derived. `person` is the key of one of the person's faces. */
  person_face: { face_key: number; set_key: number; person: number };
  /** What other photos say of the people in a photo, by findings of this set. Derived. */
  photo_hint: { photo_key: number; set_key: number; hints: string };
  preference: { name: string; value: string };
}
