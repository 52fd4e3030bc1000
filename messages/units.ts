import { locale, t } from './format.ts';

// Numbers, sizes, dates and times as people read them. Intl's formatters are costly to make, hence kept.
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const made = kept.get(key);
  if (made instanceof Intl.NumberFormat) return made;
  const format = new Intl.NumberFormat(locale(), options);
  kept.set(key, format);
  return format;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const made = kept.get(key);
  if (made instanceof Intl.DateTimeFormat) return made;
  const format = new Intl.DateTimeFormat(locale(), options);
  kept.set(key, format);
  return format;
}

/** `1,164`. */
export const count = (n: number): string => numberFormat({ maximumFractionDigits: 0 }).format(n);

/** With exactly so many digits after the point: `18.6`. */
export const fixed = (n: number, digits: number): string =>
  numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);

/** Confidence of evidence, `0.62`. */
export const confidence = (n: number): string => fixed(n, 2);

/** A share of 1 in whole percent: `56%`. */
export const percent = (share: number): string =>
  numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Bytes in powers of a thousand, as drives and cameras count: `41.8 MB`, `612 GB`. */
export function bytes(n: number): string {
  const units = [
    'size.bytes',
    'size.kilobytes',
    'size.megabytes',
    'size.gigabytes',
    'size.terabytes',
  ] as const;
  let power = 0;
  let value = n;
  // 999.6 MB would be written as 1,000 MB.
  while (power < units.length - 1 && value >= 999.5) {
    value /= 1000;
    power++;
  }
  const digits = power > 0 && value < 99.95 ? 1 : 0;
  return t(units[power]!, { n: fixed(value, digits) });
}

/** `412 MB/s`. */
export const bytesRate = (bytesPerSecond: number): string => t('rate.bytes', { size: bytes(bytesPerSecond) });

/** `18.6/s`. */
export const rate = (perSecond: number): string => t('rate.each', { n: fixed(perSecond, 1) });

/** A length of time: `27 s`, `4 min 10 s`, `12 min`, `1 h 5 min`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return t('time.seconds', { s });
  if (s < 600)
    return s % 60
      ? t('time.minutesSeconds', { m: Math.floor(s / 60), s: s % 60 })
      : t('time.minutes', { m: s / 60 });
  const m = Math.round(s / 60);
  if (m < 60) return t('time.minutes', { m });
  return m % 60
    ? t('time.hoursMinutes', { h: Math.floor(m / 60), m: m % 60 })
    : t('time.hours', { h: m / 60 });
}

/** A day `2026-05-17` as `Sun 17 May 2026`, or `So. 17. Mai 2026`. */
export function day(date: string): string {
  const parts = dateFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(Date.parse(`${date}T00:00:00Z`));
  return parts.map(({ type, value }) => (type === 'literal' ? value.replace(',', '') : value)).join('');
}

/** Wall clock `10:31:04` of an instant, milliseconds since 1970 UTC, in a time zone. */
export const timeOfDay = (ms: number, timeZone: string): string =>
  dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone }).format(
    ms,
  );

/** Wall clock `10:31` of an instant in a time zone; of this machine where none is named. */
export const clock = (ms: number, timeZone?: string): string =>
  dateFormat({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(ms);

/** Wall clock with hundredths, `10:31:04.38`: frames of a burst differ by less than a second. */
export const timeOfShot = (ms: number, timeZone: string): string =>
  dateFormat({
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 2,
    hourCycle: 'h23',
    timeZone,
  }).format(ms);
