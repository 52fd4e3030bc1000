// Prints the cards that are found as on another system: `find-cards-as.ts darwin`. The tools of that system are
// on the search path.
import type { System } from '../fixtures/drives.ts';

const system = process.argv[2] as System;
// Before systeminformation is loaded, which looks once.
Object.defineProperty(process, 'platform', { value: system });
const { findCards } = await import('../../engine/ingest/cards.ts');
console.log(JSON.stringify(await findCards()));
