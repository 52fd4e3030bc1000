import { engineProcess } from './engine-process.ts';
import { expect, test } from './launch.ts';

test('the engine is killed: the window says so, and the work goes on', async ({ desktop }) => {
  const { app, page } = await desktop();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour Half 2026');
  process.kill(await engineProcess(app), 'SIGKILL');
  const banner = page.getByText('It is starting again. Nothing is lost.');
  await expect(banner).toBeVisible();
  await expect(banner).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Harbour Half 2026');
  // What was typed is still there, and the engine that came after takes it.
  await page.getByRole('button', { name: /^Create event/ }).click();
  await expect(page.getByRole('banner')).toContainText('Harbour Half 2026');
});

test('an engine that stops again and again is left alone until a person starts it', async ({ desktop }) => {
  const { app, page } = await desktop();
  for (let crash = 1; crash <= 4; crash++) {
    await expect.poll(() => engineProcess(app).catch(() => null)).not.toBeNull();
    process.kill(await engineProcess(app), 'SIGKILL');
    await expect.poll(() => engineProcess(app).catch(() => null)).toBeNull();
  }
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect(page.getByText('Make your first event')).toBeVisible();
});
