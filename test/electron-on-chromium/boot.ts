// node --import register.ts boot.ts main.js [arguments]: runs main as Electron does.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';

const main = path.resolve(process.argv[2] ?? '');
process.argv.splice(1, 1);

// Playwright connects before the program is ready, and says when it is.
const gate = Promise.withResolvers<void>();
Object.assign(globalThis, { __playwright_run: async () => gate.resolve() });
if (process.env['ELECTRON_ON_CHROMIUM_WAIT'] !== '1') gate.resolve();

app.start(import(pathToFileURL(main).href), gate.promise).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
