import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rectangle } from 'electron';
import * as z from 'zod';

/** Smallest size at which every screen works, CSS pixels. */
export const minimumSize = { width: 1024, height: 700 } as const;

const usualSize = { width: 1440, height: 900 } as const;

export const WindowState = z.object({
  /** Null lets the system choose the place. */
  x: z.int().nullable(),
  y: z.int().nullable(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** The title bar is what a person takes hold of: so much of it stays on a screen, CSS pixels. */
const handle = { width: 120, height: 40 };

/**
 * Where a window goes: as it was left, if its title bar is still on a display, else in the middle of the
 * first one; never larger than a display, never smaller than the minimum.
 *
 * @param workAreas of all displays, the first one first
 */
export function placeOnScreen(state: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const wanted = state ?? { x: null, y: null, ...usualSize, maximized: false, fullScreen: false };
  const placed = workAreas.map((area) => ({ area, state: fitInto(wanted, area) }));
  const within = placed.find(({ area, state: fitted }) => isWithinReach(fitted, area));
  return within?.state ?? { ...(placed[0]?.state ?? wanted), x: null, y: null };
}

function fitInto(state: WindowState, area: Rectangle): WindowState {
  const width = Math.max(minimumSize.width, Math.min(state.width, area.width));
  const height = Math.max(minimumSize.height, Math.min(state.height, area.height));
  return { ...state, width, height };
}

function isWithinReach({ x, y, width }: WindowState, area: Rectangle): boolean {
  if (x === null || y === null) return false;
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seen >= handle.width && y >= area.y && y + handle.height <= area.y + area.height;
}

/** Null where there is none yet, or where it cannot be read: a window then opens as if for the first time. */
export async function readWindowState(file: string): Promise<WindowState | null> {
  try {
    return WindowState.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Written whole or not at all. A disk that cannot be written costs the window's place, nothing else. */
export async function writeWindowState(file: string, state: WindowState): Promise<void> {
  const partial = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(partial, JSON.stringify(state));
    await rename(partial, file);
  } catch {
    await rm(partial, { force: true }).catch(() => {});
  }
}
