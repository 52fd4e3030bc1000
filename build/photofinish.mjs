#!/usr/bin/env node
// The `photofinish` command. Plain JavaScript, so that a Node too old for the program can say so.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNewEnough, nodeTooOld, pinnedNode, runOn } from './pinned-node.mjs';

const self = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);
// Two hosts of one engine: `serve` is a program of its own, everything else the terminal's.
const command = placeOfCommand(args);
const host = args[command] === 'serve' ? 'server' : 'cli';
const main = path.join(path.dirname(self), `../engine/${host}/main.ts`);

// `npm run` starts scripts in the project's folder; what was typed is relative to where it was typed.
const { npm_lifecycle_event: npmScript, INIT_CWD: typedIn } = process.env;
if (npmScript === 'photofinish' && typedIn) {
  process.chdir(typedIn);
}

if (isNewEnough(process.versions.node)) {
  if (host === 'server') process.argv.splice(2, args.length, ...args.toSpliced(command, 1));
  await import(pathToFileURL(main).href);
} else {
  const node = pinnedNode();
  if (node === null) {
    console.error(
      `${nodeTooOld} Run \`npm start\` once, which fetches one for most machines, or install Node 24 from https://nodejs.org.`,
    );
    process.exitCode = 1;
  } else {
    await runOn(node, self, args);
  }
}

/**
 * Where the command is on a command line; options that come before it may have a value.
 *
 * @param {string[]} words
 */
function placeOfCommand(words) {
  return words.findIndex((word, i) => !word.startsWith('-') && words[i - 1] !== '--catalog');
}
