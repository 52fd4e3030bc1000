// The layers of the design (docs and README show them as a picture). `npm run check` runs it, and
// test/layers.test.ts proves each rule by breaking it.

import { Visitor } from '@swc/core/Visitor.js';
import type { IConfiguration } from 'dependency-cruiser';

/** Siblings below the use cases: none knows another. */
const parts = 'catalog|blobs|ingest|export|files|vision|inference|people|sync';

/** Specs may look across layers: they bring real parts together. */
const spec = '[.](test|spec)[.]ts$';

const packages = (...names: string[]) => `(^|/)node_modules/(${names.join('|')})/|^(${names.join('|')})(/|$)`;

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that import each other in a circle, types included, are one module in two files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: {
        orphan: true,
        // The last one is loaded into another program, by its address.
        pathNot: [spec, '[.]d[.]ts$', '[.]config[.]ts$', '^build/impatient-fetch[.]mjs$'],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'contract-knows-no-other-layer',
      severity: 'error',
      from: { path: '^engine/contract/', pathNot: spec },
      to: { path: '^(engine|electron|renderer|build|test)/', pathNot: '^engine/contract/' },
    },
    {
      name: 'contract-packages',
      comment: 'The contract is shared with the browser: schemas and procedures only.',
      severity: 'error',
      from: { path: '^engine/contract/', pathNot: spec },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: packages('zod', '@orpc/[^/]+') },
    },
    {
      name: 'siblings-below-app-know-only-the-contract',
      severity: 'error',
      from: { path: `^engine/(${parts})/`, pathNot: spec },
      to: {
        path: '^(engine|electron|renderer|build|test)/',
        pathNot: ['^engine/$1/', '^engine/contract/', '^engine/files/'],
      },
    },
    {
      name: 'only-what-copies-knows-files',
      comment:
        'How a file is copied and read back is shared by what brings photos in and what hands them over.',
      severity: 'error',
      from: { path: '^engine/(catalog|blobs|vision|inference|people|sync)/', pathNot: spec },
      to: { path: '^engine/files/' },
    },
    {
      name: 'app-knows-no-host',
      severity: 'error',
      from: { path: '^engine/app/', pathNot: spec },
      to: { path: '^(engine/(cli|server)|electron|renderer|build|test)/' },
    },
    {
      name: 'hosts-call-only-app',
      comment: 'A host is thin: what it does is a use case in engine/app, called through the contract.',
      severity: 'error',
      from: { path: '^(engine/(?:cli|server)|electron)/', pathNot: spec },
      to: { path: '^(engine|electron|renderer|build|test)/', pathNot: ['^$1/', '^engine/(app|contract)/'] },
    },
    {
      name: 'messages-know-nothing',
      comment: 'Texts for people, shared by the windows and the native menus.',
      severity: 'error',
      from: { path: '^messages/', pathNot: spec },
      to: { path: '^(engine|electron|renderer|build|test)/' },
    },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^renderer/', pathNot: spec },
      to: { path: '^(engine|electron|build|test)/', pathNot: '^engine/contract/' },
    },
    {
      name: 'renderer-uses-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: spec },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vision-touches-pixels-only',
      comment: 'Pixels in, findings out: no disk, no network, no process, no database, no inference runtime.',
      severity: 'error',
      from: { path: '^engine/vision/', pathNot: spec },
      to: {
        path: [
          '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|sqlite)$',
          packages('onnxruntime-[^/]+', 'better-sqlite3', 'sqlite-vec', 'kysely', 'pg'),
        ],
      },
    },
    {
      name: 'people-is-pure',
      severity: 'error',
      from: { path: '^engine/people/', pathNot: spec },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'only-inference-runs-networks',
      severity: 'error',
      from: { path: '^(engine|electron|renderer)/', pathNot: [spec, '^engine/inference/'] },
      to: { path: packages('onnxruntime-[^/]+') },
    },
    {
      name: 'only-the-sqlite-store-knows-sqlite',
      severity: 'error',
      from: { path: '^(engine|electron|renderer)/', pathNot: [spec, '^engine/catalog/sqlite/'] },
      to: { path: packages('better-sqlite3', 'sqlite-vec') },
    },
    {
      name: 'only-hosts-know-their-frameworks',
      comment:
        'The engine imports neither Electron nor React nor Fastify; its server host alone imports the latter.',
      severity: 'error',
      from: { path: '^engine/', pathNot: [spec, '^engine/server/'] },
      to: { path: packages('electron', 'react', 'react-dom', 'fastify', '@fastify/[^/]+') },
    },
    {
      name: 'server-knows-no-desktop',
      severity: 'error',
      from: { path: '^engine/server/', pathNot: spec },
      to: { path: packages('electron', 'react', 'react-dom') },
    },
    {
      name: 'nothing-imports-a-spec',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'no-development-package-in-the-program',
      severity: 'error',
      from: {
        path: '^(engine|electron|renderer)/',
        pathNot: [spec, '^renderer/vite[.]config[.]ts$'],
      },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        // What runs the desktop application brings this module along.
        pathNot: packages('electron'),
      },
    },
  ],
  options: {
    // TypeScript 7 has no compiler interface for JavaScript; swc reads types and their imports.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
} satisfies IConfiguration;

/**
 * dependency-cruiser walks with swc's visitor, which throws at `using` declarations. They are
 * variables like others, so their initial values are looked into.
 */
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function (statement) {
  if (!('decls' in statement)) return visitStatement.call(this, statement);
  this.visitVariableDeclarators(statement.decls as Parameters<Visitor['visitVariableDeclarators']>[0]);
  return statement;
};
