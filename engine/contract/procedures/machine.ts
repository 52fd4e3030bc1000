import * as z from 'zod';
import { Check, MachineStatus } from '../machine.ts';
import { procedure } from '../procedure.ts';

export const machine = {
  doctor: procedure
    .route({ method: 'GET', path: '/doctor', summary: 'Say what this machine can do, and what is missing' })
    .output(z.array(Check)),
  status: procedure
    .route({ method: 'GET', path: '/status', summary: 'Say how this machine is' })
    .output(MachineStatus),
};
