/**
 * What brings a catalog from one version to the next, in order; the file's `user_version` counts those
 * that it has been through. A migration that was released is never changed: a mistake in it is mended
 * by the next one.
 */
export const migrations: readonly string[] = [
  `
  create table event (
    key integer primary key,
    id text not null unique,
    name text not null,
    name_folded text not null unique,
    date text,
    place text,
    time_zone text not null,
    bib_rules text,
    face_search integer not null,
    pack text not null,
    created_at integer not null,
    revision integer not null default 0
  ) strict;

  create table entry (
    event_key integer not null references event(key) on delete cascade,
    bib text not null,
    name text,
    category text,
    team text,
    wave text,
    primary key (event_key, bib)
  ) strict, without rowid;

  create table camera (
    key integer primary key,
    make text,
    model text,
    serial text
  ) strict;
  create unique index camera_identity on camera (coalesce(make, ''), coalesce(model, ''), coalesce(serial, ''));

  create table photo (
    key integer primary key,
    event_key integer not null references event(key) on delete cascade,
    id text not null,
    taken_at real,
    taken_order real not null generated always as (coalesce(taken_at, 9e15)) virtual,
    camera_time text,
    camera_key integer references camera(key),
    exposure text,
    revision integer not null,
    unique (event_key, id)
  ) strict;
  create index photo_by_time on photo (event_key, taken_order, key);
  create index photo_by_revision on photo (event_key, revision);

  create table photo_alias (
    event_key integer not null references event(key) on delete cascade,
    alias text not null,
    photo_key integer not null references photo(key) on delete cascade,
    primary key (event_key, alias)
  ) strict, without rowid;
  create index photo_alias_by_photo on photo_alias (photo_key);

  create table file (
    event_key integer not null references event(key) on delete cascade,
    path text not null,
    photo_key integer not null references photo(key) on delete cascade,
    size integer not null,
    modified_ms real not null,
    role text not null,
    sha256 text not null,
    primary key (event_key, path)
  ) strict, without rowid;
  create index file_by_photo on file (photo_key);
  create index file_by_size on file (event_key, size);

  create table unreadable_file (
    event_key integer not null references event(key) on delete cascade,
    path text not null,
    code text not null,
    message text not null,
    primary key (event_key, path)
  ) strict, without rowid;

  create table finding_set (
    key integer primary key,
    event_key integer not null references event(key) on delete cascade,
    pack text not null,
    unique (event_key, pack)
  ) strict;

  create table findings (
    key integer primary key,
    set_key integer not null references finding_set(key) on delete cascade,
    photo_key integer not null references photo(key) on delete cascade,
    version integer not null,
    bib_rules text,
    embedded integer not null,
    width integer not null,
    height integer not null,
    sharpness real not null,
    best_sharpness real not null,
    timings text not null,
    unique (set_key, photo_key)
  ) strict;
  create index findings_by_photo on findings (photo_key);

  create table failure (
    set_key integer not null references finding_set(key) on delete cascade,
    photo_key integer not null references photo(key) on delete cascade,
    version integer not null,
    bib_rules text,
    embedded integer not null,
    code text not null,
    message text not null,
    primary key (set_key, photo_key)
  ) strict, without rowid;
  create index failure_by_photo on failure (photo_key);

  -- Keys of faces and readings are never used twice: something that still holds an old key (an index
  -- entry, a settled confidence on its way) can miss, but never hit another face or reading.
  create table face (
    key integer primary key autoincrement,
    findings_key integer not null references findings(key) on delete cascade,
    id text not null,
    box text not null,
    score real not null,
    landmarks text not null,
    quality real not null,
    sharpness real not null
  ) strict;
  create index face_by_findings on face (findings_key);
  create index face_by_id on face (id);

  create table face_vector (
    face_key integer primary key references face(key) on delete cascade,
    vector blob not null
  ) strict;

  create virtual table face_code using vec0(
    face_key integer primary key,
    set_key integer partition key,
    code int8[512]
  );
  -- A virtual table takes no part in foreign keys.
  create trigger face_code_follows_face after delete on face begin
    delete from face_code where face_key = old.key;
  end;

  create table bib_reading (
    key integer primary key autoincrement,
    findings_key integer not null references findings(key) on delete cascade,
    set_key integer not null,
    number text not null,
    confidence real not null,
    box text not null,
    sharpness real not null,
    evidence text not null,
    settled_number text,
    settled_confidence real,
    current_number text not null generated always as (coalesce(settled_number, number)) virtual,
    current_confidence real not null generated always as (coalesce(settled_confidence, confidence)) virtual
  ) strict;
  create index bib_reading_by_findings on bib_reading (findings_key, current_confidence);
  create index bib_reading_by_number on bib_reading (set_key, current_number, current_confidence, findings_key);

  create table bib_alternative (
    reading_key integer not null references bib_reading(key) on delete cascade,
    rank integer not null,
    set_key integer not null,
    number text not null,
    probability real not null,
    primary key (reading_key, rank)
  ) strict, without rowid;
  create index bib_alternative_by_number on bib_alternative (set_key, number);

  create table decision (
    id text primary key,
    event_key integer not null references event(key) on delete cascade,
    time integer not null,
    counter integer not null,
    author text not null,
    device text not null,
    photo_id text,
    other_photo_id text,
    verdict text not null
  ) strict, without rowid;
  create index decision_by_clock on decision (event_key, time, counter, device, id);
  create index decision_by_photo on decision (event_key, photo_id);
  create index decision_by_other_photo on decision (event_key, other_photo_id);
  create trigger decision_is_never_changed before update on decision begin
    select raise(abort, 'Decisions are append-only.');
  end;
  `,

  `
  alter table event add column photos_folder text;
  -- Milliseconds since 1970 UTC of the last change.
  alter table event add column changed_at integer not null default 0;
  update event set changed_at = created_at;
  -- Sightings of photos up to this key are derived, the others are stale; null where none is.
  alter table event add column derived_up_to integer;
  update event set derived_up_to = 0;

  -- Two athletes may have been given one bib: both lines are kept.
  create table new_entry (
    key integer primary key,
    event_key integer not null references event(key) on delete cascade,
    bib text not null,
    name text,
    category text,
    team text,
    wave text
  ) strict;
  insert into new_entry (event_key, bib, name, category, team, wave)
    select event_key, bib, name, category, team, wave from entry;
  drop table entry;
  alter table new_entry rename to entry;
  create index entry_by_bib on entry (event_key, bib);

  -- Of the first file, without its ending.
  alter table photo add column name text not null default '';
  update photo set name = coalesce((
    select replace(path, rtrim(path, replace(replace(path, '/', ''), '\\', '')), '') from file
    where photo_key = photo.key order by role, path limit 1), '');
  update photo set name = substr(name, 1, length(rtrim(name, replace(name, '.', ''))) - 1)
    where instr(ltrim(name, '.'), '.') > 0;
  -- What decisions in force say; derived from them in the same transaction.
  alter table photo add column stars integer not null default 0;
  alter table photo add column flag text;
  alter table photo add column label text;
  -- The import that brought it first.
  alter table photo add column run_id text;

  -- Derived from findings and decisions in the same transaction.
  create table sighting (
    photo_key integer not null references photo(key) on delete cascade,
    rank integer not null,
    event_key integer not null,
    number text not null,
    state text not null,
    confidence real not null,
    box text,
    reading_key integer,
    face_id text,
    evidence text not null,
    primary key (photo_key, rank)
  ) strict, without rowid;
  create index sighting_by_number on sighting (event_key, number, state, confidence, photo_key);
  create index sighting_by_state on sighting (event_key, state, photo_key);

  -- Milliseconds since 1970 UTC.
  alter table findings add column read_at integer;

  create table action (
    id text primary key,
    event_key integer not null references event(key) on delete cascade,
    -- The event's revision that it made.
    revision integer not null,
    at integer not null,
    author text not null,
    device text not null,
    what text not null,
    photos integer not null,
    photo_id text,
    -- What it changed beside decisions, as JSON.
    effect text,
    -- The event's revision that took it back, and who did; null where it holds.
    undone_revision integer,
    undone_author text,
    undone_device text
  ) strict, without rowid;
  create index action_by_event on action (event_key, revision);

  drop trigger decision_is_never_changed;
  alter table decision add column action_id text;
  update decision set action_id = id;
  update decision set verdict = json_object('kind', 'flag', 'place', json(verdict -> 'place'),
    'flag', iif(verdict ->> 'rejected', 'reject', null)) where verdict ->> 'kind' = 'reject';
  -- An undo names the photos of what it takes back, so that each photo's decisions are found by one index.
  with recursive back(id, photo_id, other_photo_id) as (
    select id, photo_id, other_photo_id from decision where verdict ->> 'kind' <> 'undo'
    union all
    select d.id, back.photo_id, back.other_photo_id from back join decision d on d.verdict ->> 'decision' = back.id
  )
  update decision set photo_id = back.photo_id, other_photo_id = back.other_photo_id
    from back where back.id = decision.id and decision.verdict ->> 'kind' = 'undo';
  drop index decision_by_other_photo;
  create index decision_by_other_photo on decision (event_key, other_photo_id) where other_photo_id is not null;
  create index decision_by_action on decision (action_id);
  create trigger decision_is_never_changed before update on decision begin
    select raise(abort, 'Decisions are append-only.');
  end;

  create table saved_search (
    id text primary key,
    event_key integer not null references event(key) on delete cascade,
    name text not null,
    query text not null
  ) strict, without rowid;

  create table preference (
    name text primary key,
    value text not null
  ) strict, without rowid;
  `,

  `
  -- A folder of this machine that a person chose; windows know it by its id.
  create table granted_folder (
    id text primary key,
    path text not null unique
  ) strict, without rowid;

  create table source (
    id text primary key,
    kind text not null,
    name text not null,
    path text not null,
    -- What a card is told by wherever it is plugged in; the path of a folder.
    identity text not null unique
  ) strict, without rowid;

  create table event_source (
    event_key integer not null references event(key) on delete cascade,
    source_id text not null references source(id),
    added integer not null,
    counts text,
    primary key (event_key, source_id)
  ) strict, without rowid;

  create table run (
    id text primary key,
    event_key integer not null references event(key) on delete cascade,
    source_id text not null references source(id),
    mode text not null,
    destination text,
    state text not null,
    reason text,
    started_at integer not null,
    ended_at integer,
    -- The process that works at it, and when it last said so.
    owner text,
    beat integer,
    figures text
  ) strict, without rowid;
  create index run_by_event on run (event_key, id);
  create index run_unfinished on run (id) where ended_at is null;
  create index photo_by_run on photo (run_id) where run_id is not null;

  -- A file that was copied, read back and found to be the same.
  create table copied_file (
    event_key integer not null references event(key) on delete cascade,
    source_id text not null references source(id),
    path text not null,
    size integer not null,
    modified_ms real not null,
    sha256 text not null,
    copy text not null,
    role text not null,
    folder text not null,
    stem text not null,
    taken_at real,
    run text not null,
    primary key (event_key, source_id, path)
  ) strict, without rowid;
  create index copied_file_by_shot on copied_file (event_key, folder, stem);
  create index copied_file_by_content on copied_file (event_key, sha256);
  create index copied_file_by_run on copied_file (run, role);

  create table problem (
    key integer primary key autoincrement,
    event_key integer not null references event(key) on delete cascade,
    source_id text not null references source(id),
    run text not null,
    path text not null,
    size integer not null,
    modified_ms real not null,
    level text not null,
    code text not null,
    message text not null,
    retryable integer not null,
    dismissed integer not null default 0,
    unique (event_key, source_id, path)
  ) strict;
  create index problem_by_run on problem (run);
  `,

  `
  -- JSON; null for the usual ones.
  alter table event add column thresholds text;

  -- Which faces are of one person. Derived; \`person\` is the key of one of its faces.
  create table person_face (
    face_key integer primary key references face(key) on delete cascade,
    set_key integer not null,
    person integer not null
  ) strict;
  create index person_face_by_person on person_face (set_key, person);

  -- What other photos say of the people in a photo, by findings of this set. Derived.
  create table photo_hint (
    photo_key integer primary key references photo(key) on delete cascade,
    set_key integer not null,
    hints text not null
  ) strict;
  `,

  `
  create table export_run (
    id text primary key,
    event_key integer not null references event(key) on delete cascade,
    name text not null,
    destination text not null,
    -- Options and what was left out by hand, as JSON.
    request text not null,
    state text not null,
    reason text,
    started_at integer not null,
    ended_at integer,
    -- The process that works at it, and when it last said so.
    owner text,
    beat integer,
    figures text,
    problems text not null default '[]'
  ) strict, without rowid;
  create index export_run_by_event on export_run (event_key, id);
  create index export_run_unfinished on export_run (id) where ended_at is null;
  `,

  `
  -- What people said of bibs and persons is read again and again, and ratings are many more.
  create index decision_on_persons on decision (event_key)
    where verdict ->> 'kind' in ('bib', 'person', 'name', 'undo');
  `,
];
