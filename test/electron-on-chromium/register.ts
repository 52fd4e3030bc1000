// Loaded before main: makes `electron` the stand-in, whether it is imported or required.
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

Object.defineProperties(process, {
  type: { value: 'browser' },
  resourcesPath: { value: process.cwd() },
});
Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true });
