import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// The contrast of every pair of colours that the screens use, in both themes, from tokens.css itself.
const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!;
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*[;}]/gi)].map(([, name, value]) => [name!, value!]),
  );
}

const dark = colours(':root');
const themes = { dark, sunlight: { ...dark, ...colours('[data-theme="sunlight"]') } };

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const text: readonly (readonly [string, string])[] = [
  ...['bg', 'surface', 'raised', 'hover', 'active', 'canvas', 'warn-soft', 'bad-soft', 'ok-soft'].map(
    (on) => ['text', on] as const,
  ),
  ...['bg', 'surface', 'raised', 'hover', 'active', 'canvas'].map((on) => ['text-2', on] as const),
  ...['bg', 'surface', 'raised', 'hover', 'canvas'].map((on) => ['text-3', on] as const),
  ...['accent', 'ok', 'warn', 'bad'].flatMap((of) => [[of, 'surface'] as const, [of, 'raised'] as const]),
  ['accent', 'canvas'],
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-hover'],
  ['on-accent', 'bad-fill'],
  ['on-accent-soft', 'accent-soft'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['ovl-text', 'ovl-solid'],
  ['on-hit', 'hit'],
  ['on-mark', 'mark'],
];

const graphics: readonly (readonly [string, string])[] = [
  ...['ok', 'warn', 'bad'].map((of) => [of, 'ovl-solid'] as const),
  ...['ok', 'warn'].map((of) => [of, 'hit'] as const),
  ...['accent', 'ok'].map((of) => [of, 'active'] as const),
  ['accent', 'canvas'],
  ['accent', 'accent-soft'],
  ['line-strong', 'surface'],
  ['line-strong', 'canvas'],
  ['line-strong', 'raised'],
  ['hist', 'surface'],
  ['hist-hit', 'surface'],
  ['star', 'surface'],
];

describe.each(Object.entries(themes))('contrast in the %s theme', (_, theme) => {
  test.each(text)('%s on %s can be read', (of, on) => {
    expect(contrast(theme[of]!, theme[on]!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(graphics)('%s on %s can be told apart', (of, on) => {
    expect(contrast(theme[of]!, theme[on]!)).toBeGreaterThanOrEqual(3);
  });
});

test('black and white are 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
