import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

/** Something that a spec works on and that a machine may lack. */
export interface Part {
  readonly name: string;
  /** Null where it is not there. */
  readonly path: string | null;
  readonly remedy: string;
}

function part(name: string, file: string, remedy: string): Part {
  return { name, path: existsSync(file) ? file : null, remedy };
}

/** A Vulkan driver that computes on the CPU, so that a machine without a GPU has a second provider. */
export const swiftShader = part(
  "Chromium's SwiftShader",
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  'install the Debian package chromium',
);

/** A model of the standard pack, by its file in models/manifest.json. */
export function standardModel(file: string): Part {
  const url = new URL(`../models/${file}`, import.meta.url);
  return part(`the model ${file}`, fileURLToPath(url), 'npm test fetches it');
}

/**
 * The part's path. Without it the spec is skipped and says why; with `PHOTOFINISH_REQUIRE_PARTS=1`,
 * for a machine that is meant to have everything, it fails.
 */
export function need(context: TestContext, { name, path, remedy }: Part): string {
  if (path !== null) return path;
  const reason = `${name} is not on this machine: ${remedy}.`;
  if (process.env['PHOTOFINISH_REQUIRE_PARTS'] === '1') throw new Error(reason);
  return context.skip(reason);
}
