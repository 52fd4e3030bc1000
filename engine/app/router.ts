import { analysis } from './analysis.ts';
import { events } from './events.ts';
import { os } from './implementer.ts';
import { machine } from './machine.ts';
import { models } from './models.ts';
import { readings } from './readings.ts';
import { search } from './search.ts';

/** The whole engine, as every host serves it. */
export const router = os.router({ analysis, events, search, readings, models, machine });
