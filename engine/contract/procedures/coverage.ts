import * as z from 'zod';
import { Coverage } from '../coverage.ts';
import { InEvent, machineOnly, procedure } from '../procedure.ts';

export const coverage = {
  get: procedure
    .route({
      method: 'GET',
      path: '/events/{event}/coverage',
      summary: 'Say which athletes have photos, and when nobody was seen',
    })
    .input(InEvent)
    .output(Coverage),
  /**
   * One line an athlete: bib, name, category, team, wave, photos accepted and to review, first and last time
   * by the clock of the event. `name` is what to call the file.
   */
  csv: procedure
    .route({ method: 'GET', path: '/events/{event}/coverage.csv', summary: 'Coverage as a table' })
    .input(InEvent)
    .output(z.object({ name: z.string(), csv: z.string() })),
  /** The same into a file of this machine, which is replaced. */
  saveCsv: machineOnly
    .route({ method: 'POST', path: '/events/{event}/coverage/save', summary: 'Save coverage as a file' })
    .input(InEvent.extend({ path: z.string().min(1) }))
    .output(z.object({ athletes: z.int() })),
};
