import { bundle } from '../../build/bundle.ts';
import { startDisplay } from './display.ts';
import { absentParts } from './host-kind.ts';

/** Once before all specs: what they run is built from the sources as they are, and there is a display. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await bundle((line) => console.log(line));
  if (process.platform !== 'linux' || process.env['DISPLAY'] || absentParts().length > 0)
    return async () => {};
  const display = await startDisplay();
  process.env['DISPLAY'] = display.name;
  return display.close;
}
