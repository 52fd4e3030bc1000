import type { ElectronApplication, Page } from '@playwright/test';

/**
 * Drags files and folders from outside over a point of the window and drops them there, in CSS pixels.
 * Chromium's debugging protocol does it; the stand-in, which learns no paths from Chromium, is told before.
 */
export async function dropPaths(
  app: ElectronApplication,
  page: Page,
  paths: readonly string[],
  { x, y }: { readonly x: number; readonly y: number },
): Promise<void> {
  await app.evaluate(
    async (electron, list) => {
      const standIn = Reflect.get(electron, 'electronOnChromium') as
        | { expectDrop(all: string[]): Promise<void> }
        | undefined;
      await standIn?.expectDrop(list);
    },
    [...paths],
  );
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await session.detach();
}
