import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import { instantOf } from '../ingest/camera-time.ts';

type EventClock = Pick<Event, 'name' | 'date' | 'timeZone'>;

const MINUTE = 60_000;
const SECOND = 1000;

/**
 * Instants for a span of the event's own wall clock. Either end is a date with a time, a date, or a
 * time on the day of the event; the whole day, minute or second that `to` names is within.
 *
 * @throws AppError INPUT_INVALID
 */
export function timeSpan(
  event: EventClock,
  from: string | undefined,
  to: string | undefined,
): { takenFrom?: number; takenBefore?: number } {
  return {
    ...(from !== undefined && { takenFrom: eventTime(event, from).start }),
    ...(to !== undefined && { takenBefore: eventTime(event, to).end }),
  };
}

/** The span that a text names: `end` is the instant at which it is over. */
function eventTime(event: EventClock, text: string): { start: number; end: number } {
  const match = text.trim().match(/^(?:(\d{4}-\d\d-\d\d)(?:[T ]|$))?(?:(\d\d?):(\d\d)(?::(\d\d))?)?$/);
  const [, date = event.date, hour, minute, second] = match ?? [];
  if (!match || text.trim() === '') {
    throw new AppError(
      'INPUT_INVALID',
      `"${text}" is no time. Write 10:15, 10:15:30 or 2026-05-03T10:15, in the event's own time zone (${event.timeZone}).`,
    );
  }
  if (date === null) {
    throw new AppError(
      'INPUT_INVALID',
      `The event "${event.name}" has no date, so "${text}" may be any day. Write it with its date, as in 2026-05-03T10:15.`,
    );
  }
  const instant = (day: string, time: string): number => {
    const found = instantOf(`${day}T${time}`, event.timeZone);
    if (found !== null) return found;
    throw new AppError('INPUT_INVALID', `There is no such time as "${text}". Check the day and the hour.`);
  };
  if (hour === undefined) {
    return { start: instant(date, '00:00:00'), end: instant(dayAfter(date), '00:00:00') };
  }
  const start = instant(date, `${hour.padStart(2, '0')}:${minute}:${second ?? '00'}`);
  return { start, end: start + (second === undefined ? MINUTE : SECOND) };
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  // A date that does not exist is told by whoever asks for its instant.
  if (Number.isNaN(day.getTime())) return date;
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
