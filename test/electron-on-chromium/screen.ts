import { strict } from './strict.ts';

const [width = 1920, height = 1080] = (process.env['ELECTRON_ON_CHROMIUM_SCREEN'] ?? '1920x1080')
  .split('x')
  .map(Number);
const area = { x: 0, y: 0, width, height };

/** The one display, of the size that the test's X server has. */
export const workArea: Electron.Rectangle = area;

/** `screen`. */
export const screen = strict('screen', {
  getAllDisplays: () => [
    strict('Display', { id: 1, bounds: area, workArea: area, scaleFactor: 1 }) as Electron.Display,
  ],
} satisfies Pick<Electron.Screen, 'getAllDisplays'>);
