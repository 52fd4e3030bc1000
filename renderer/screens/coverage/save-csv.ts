import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { say, sayError } from '../../stores/toasts.ts';

/** Saves the table: the desktop asks where, a browser puts it where it puts what is downloaded. */
export async function saveCsv(event: string, athletes: number): Promise<void> {
  try {
    if (window.host) {
      if (!(await window.host.saveCoverage(event))) return;
    } else {
      const { name, csv } = await engine.coverage.csv({ event });
      download(name, csv);
    }
    say({ kind: 'ok', text: t('coverage.saved', { athletes }) });
  } catch (error) {
    sayError(error);
  }
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun, and holds on to what it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
