export interface Zone {
  /** IANA name. */
  readonly value: string;
  /** `Europe/Vienna`. */
  readonly label: string;
  /** `+02:00`, on the day of the race. */
  readonly offset: string;
}

/** Every zone that this machine knows, with its offset from UTC at an instant. */
export function zones(at: number): Zone[] {
  const names = Intl.supportedValuesOf('timeZone');
  return (names.includes('UTC') ? names : ['UTC', ...names]).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
    offset: offsetOf(value, at),
  }));
}

/** `+02:00`; `+00:00` for UTC. */
export function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  );
  const said = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return said === 'GMT' ? '+00:00' : said.slice(3);
}
