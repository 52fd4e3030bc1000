import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { ExportRun } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { useExports } from '../../stores/exports.ts';
import { sayError } from '../../stores/toasts.ts';
import type { ExportSession } from './export-session.ts';

/** Lets somebody choose where to, in the system's own dialog; says whether they did. */
export async function chooseDestination(session: ExportSession): Promise<boolean> {
  try {
    const folder = await window.host?.chooseFolder('destination');
    if (!folder) return false;
    session.exportTo(folder);
    return true;
  } catch (error) {
    sayError(error);
    return false;
  }
}

export async function startExport(session: ExportSession): Promise<void> {
  try {
    const run = await session.start();
    if (run !== null) useExports.getState().take(run);
  } catch (error) {
    sayError(error);
  }
}

export async function setExport(run: ExportRun, act: 'pause' | 'resume' | 'cancel'): Promise<void> {
  try {
    useExports.getState().take(await engine.export[act]({ run: run.id }));
  } catch (error) {
    sayError(error);
  }
}

/** The plan, each file of it, as CSV. */
export async function savePlan(session: ExportSession, { name }: EventWithCounts): Promise<void> {
  try {
    save(t('export.save.name', { event: name }), await engine.export.planCsv(session.request));
  } catch (error) {
    sayError(error);
  }
}

/** The CSV of sightings, as an export writes it. */
export async function saveSightings(session: ExportSession, { name }: EventWithCounts): Promise<void> {
  try {
    save(t('export.save.csvName', { event: name }), await engine.export.csv(session.request));
  } catch (error) {
    sayError(error);
  }
}

/** Hands a text to the person as a file; the window asks where to put it, or the browser puts it with its own. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[/\\:*?"<>|]/g, '-');
  link.click();
  URL.revokeObjectURL(address);
}
