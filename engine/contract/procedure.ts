import { oc } from '@orpc/contract';
import * as z from 'zod';
import { Selection } from './browse.ts';
import { errorMap } from './orpc-errors.ts';
import { Sha256 } from './photo.ts';

/** An event by its id or its name. */
export const EventRef = z.string().min(1);

/**
 * Who may call a procedure. `machine`: it names files of this machine, so only the program's own hosts
 * may, on behalf of somebody at a terminal or in a native dialog, never a window or a browser.
 */
export interface ProcedureMeta {
  readonly callers?: 'machine';
}

export const procedure = oc.$meta<ProcedureMeta>({}).errors(errorMap);
export const machineOnly = procedure.meta({ callers: 'machine' });

export const InEvent = z.object({ event: EventRef });
export const OnPhoto = InEvent.extend({ photoId: Sha256 });
export const OnSelection = InEvent.extend({ selection: Selection });
