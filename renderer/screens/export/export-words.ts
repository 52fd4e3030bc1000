import type { ExportFile, ExportPlan, LeftOutReason } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';

/** Photos that a reason leaves out. */
export function leftOutFor({ leftOut }: ExportPlan, wanted: LeftOutReason): number {
  return leftOut.find(({ reason }) => reason === wanted)?.photos ?? 0;
}

/** `HHM26_0349_103104-2.jpg` of a path below the destination. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What happens with a file, in words. */
export function stateWords({ state, path }: ExportFile): string {
  if (state !== 'renamed') return t(`export.state.${state}`);
  return t('export.state.renamed', { number: /-\d+(?=\.[^.]*$)/.exec(path)?.[0] ?? '-2' });
}

/** Whether another file has the name that it would have. */
export const collides = ({ state }: ExportFile): boolean =>
  state === 'renamed' || state === 'taken' || state === 'replaces';
