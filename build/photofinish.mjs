#!/usr/bin/env node
// The `photofinish` command. Plain JavaScript, so that a Node too old for the program can say so.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNewEnough, nodeTooOld, pinnedNode, runOn } from './pinned-node.mjs';

const self = fileURLToPath(import.meta.url);
const main = path.join(path.dirname(self), '../engine/cli/main.ts');

// `npm run` starts scripts in the project's folder; what was typed is relative to where it was typed.
const { npm_lifecycle_event: npmScript, INIT_CWD: typedIn } = process.env;
if (npmScript === 'photofinish' && typedIn) {
  process.chdir(typedIn);
}

if (isNewEnough(process.versions.node)) {
  await import(pathToFileURL(main).href);
} else {
  const node = pinnedNode();
  if (node === null) {
    console.error(
      `${nodeTooOld} Run \`npm start\` once, which fetches one for most machines, or install Node 24 from https://nodejs.org.`,
    );
    process.exitCode = 1;
  } else {
    await runOn(node, self, process.argv.slice(2));
  }
}
