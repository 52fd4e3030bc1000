import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type { PageProcess } from './page/wire.ts';

/** The functions of `page/`, as text that a page runs: each file stands alone but for types. */
const sources = ['codec', 'bridge', 'isolated'].map((name) => {
  const source = readFileSync(path.join(import.meta.dirname, 'page', `${name}.ts`), 'utf8');
  return stripTypeScriptTypes(source)
    .replaceAll(/^import\b.*$/gm, '')
    .replaceAll(/^export /gm, '');
});

/** What runs in the page's own world before anything of the page does: its side of the context bridge. */
export function mainWorldScript(secret: string): string {
  return `if (window.top === window) { (() => { ${sources[1]}; makeBridge(${JSON.stringify(secret)}, 'page', 'preload'); })(); }`;
}

/** What runs in the preload's world before anything of the page does. */
export function isolatedWorldScript(secret: string, process: PageProcess, preload: string): string {
  return `if (window.top === window) { (() => { ${sources.join('\n')};
    runPreload(
      makeCodec(),
      makeBridge(${JSON.stringify(secret)}, 'preload', 'page'),
      ${JSON.stringify(process)},
      function (require, module, exports, process) { ${preload}\n },
    ); })(); }`;
}
