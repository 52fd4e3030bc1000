import path from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';

/**
 * Reports as test/reporter.ts does for vitest: each spec with its outcome, which launchers ran, each
 * skipped one with its reason, then as the last line `N passed, N failed`, with `, N skipped` where there
 * are any. With `PHOTOFINISH_REQUIRE_PARTS=1` a skipped spec is a failed one.
 */
export default class ClosingLineReporter implements Reporter {
  private suite: Suite | null = null;
  private readonly launchers = new Map<string, number>();
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of new Set(test.annotations)) {
      if (type === 'launcher')
        this.launchers.set(`${description}`, (this.launchers.get(`${description}`) ?? 0) + 1);
    }
    const mark = { passed: '✓', skipped: '↓' }[String(result.status)] ?? '✗';
    console.log(` ${mark} ${describe(test)} ${result.duration}ms`);
    if (mark === '✗')
      for (const error of result.errors) console.log(error.stack ?? error.message ?? error.value);
  }

  onError(error: TestError): void {
    this.errors++;
    console.log(error.stack ?? error.message ?? error.value);
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  printsToStdio(): boolean {
    return true;
  }

  async onEnd(): Promise<{ status: 'failed' } | undefined> {
    const tests = this.suite?.allTests() ?? [];
    const partsRequired = process.env['PHOTOFINISH_REQUIRE_PARTS'] === '1';
    const skipped = tests.filter((test) => test.outcome() === 'skipped' && test.results.length > 0);
    // Interrupted: what did not run did not pass.
    const unfinished = tests.filter((test) => test.results.length === 0);
    const passed = tests.filter((test) => test.outcome() === 'expected' && test.results.length > 0);
    const failed =
      tests.length - passed.length - skipped.length + this.errors + (partsRequired ? skipped.length : 0);
    for (const [launcher, times] of this.launchers) console.log(`Ran ${times} specs: ${launcher}`);
    for (const test of unfinished) console.log(`failed, since it did not run: ${describe(test)}`);
    for (const test of skipped) {
      const reason = test.annotations.find(({ type }) => type === 'skip')?.description;
      const verdict = partsRequired ? 'failed, since it was skipped' : 'skipped';
      console.log(`${verdict}: ${describe(test)}${reason ? ` (${reason})` : ''}`);
    }
    const counts = [
      `${passed.length} passed`,
      `${failed} failed`,
      ...(skipped.length > 0 && !partsRequired ? [`${skipped.length} skipped`] : []),
    ];
    console.log(counts.join(', '));
    return failed > 0 ? { status: 'failed' } : undefined;
  }
}

/** `[desktop] test/e2e/window.desktop.spec.ts > opens` */
function describe(test: TestCase): string {
  const [, project, , ...titles] = test.titlePath();
  const file = path.relative(process.cwd(), test.location.file);
  return [`${project ? `[${project}] ` : ''}${file}`, ...titles].join(' > ');
}
