/**
 * The instant that a wall clock showed, in milliseconds since 1970 UTC. `local` is
 * `YYYY-MM-DDTHH:mm:ss[.fraction]`, with `+HH:mm` behind it where the camera wrote its offset; without
 * one it is taken as the time of `timeZone` (IANA name). Null where there was no such time.
 *
 * An hour that occurs twice when summer time ends is taken as its first occurrence; an hour that is
 * skipped when it begins, as if clocks had not yet been changed.
 */
export function instantOf(local: string, timeZone: string): number | null {
  const match = local.match(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d:\d\d)?$/);
  const [, seconds, fraction, offset] = match ?? [];
  if (seconds === undefined) return null;
  const asUtc = Date.parse(`${seconds}Z`);
  // Refuses the 31st of February, which Date would turn into March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString() !== `${seconds}.000Z`) return null;
  const milliseconds = fraction === undefined ? 0 : Number(fraction) * 1000;
  if (offset !== undefined) return asUtc - offsetMilliseconds(offset) + milliseconds;

  // Offsets change at most once within a day: the earlier instant that shows this wall clock counts.
  const DAY = 86_400_000;
  const before = asUtc - zoneOffset(asUtc - DAY, timeZone);
  if (before + zoneOffset(before, timeZone) === asUtc) return before + milliseconds;
  const after = asUtc - zoneOffset(asUtc + DAY, timeZone);
  return (after + zoneOffset(after, timeZone) === asUtc ? after : before) + milliseconds;
}

/** The wall clock of a time zone at an instant, `YYYY-MM-DDTHH:mm:ss`. */
export function wallClockOf(instant: number, timeZone: string): string {
  return new Date(instant + zoneOffset(instant, timeZone)).toISOString().slice(0, 19);
}

/** Whether this system knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function zoneOffset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : offsetMilliseconds(name.slice('GMT'.length));
}

/** Building one takes longer than a thousand uses. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Of `+05:30`, and of `-00:25:21` as zones of the nineteenth century have it. */
function offsetMilliseconds(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  const total = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return text.startsWith('-') ? -total : total;
}
