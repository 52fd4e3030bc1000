import { defineConfig } from '@playwright/test';

/**
 * Specs of the whole application in a real Chromium. All but `*.browser.spec.ts` run on the desktop; in a
 * browser run these and the tests with the tag `@browser`, which are about what can differ there. `npm test`
 * runs them after vitest.
 */
export default defineConfig({
  testDir: 'test',
  outputDir: 'out/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  reporter: './test/e2e/reporter.ts',
  forbidOnly: process.env['PHOTOFINISH_REQUIRE_PARTS'] === '1',
  workers: 2,
  fullyParallel: true,
  // A spec takes as long as it needs on a slow machine; only a hang is an error.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  projects: [
    { name: 'stand-in', testMatch: 'electron-on-chromium/*.spec.ts' },
    { name: 'desktop', testMatch: 'e2e/**/*.spec.ts', testIgnore: '**/*.browser.spec.ts' },
    {
      name: 'browser',
      testMatch: 'e2e/**/*.spec.ts',
      testIgnore: '**/*.desktop.spec.ts',
      grep: /@browser|\.browser\.spec/,
    },
  ],
});
