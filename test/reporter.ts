import type { SerializedError } from 'vitest';
import {
  DefaultReporter,
  type TestCase,
  type TestModule,
  type TestRunEndReason,
  type TestSuite,
} from 'vitest/node';

/**
 * vitest's own report, then each spec that was skipped with the reason (its note, else its name,
 * which says it), then as the last line `N passed, N failed`, with `, N skipped` where there are any.
 *
 * With `PHOTOFINISH_REQUIRE_PARTS=1` a skipped spec is a failed one: a machine that promises every
 * part (models, a Vulkan driver…) must not pass because one is absent.
 */
export default class ClosingLineReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped');
    const partsRequired = process.env['PHOTOFINISH_REQUIRE_PARTS'] === '1';

    for (const test of skipped) {
      console.log(`${partsRequired ? 'failed, since it was skipped' : 'skipped'}: ${describeSkipped(test)}`);
    }
    if (partsRequired && skipped.length > 0) process.exitCode = 1;

    // A file that cannot be loaded, or whose hook fails, fails without any test of its own doing so.
    const failedElsewhere = modules
      .flatMap((module) => [module, ...module.children.allSuites()])
      .filter(failedItself);
    // Interrupted: what did not run did not pass.
    const unfinished = inState('pending');
    const failed =
      inState('failed').length + failedElsewhere.length + unhandledErrors.length + unfinished.length;
    const counts = [
      `${inState('passed').length} passed`,
      `${failed + (partsRequired ? skipped.length : 0)} failed`,
      ...(skipped.length > 0 && !partsRequired ? [`${skipped.length} skipped`] : []),
    ];
    console.log(counts.join(', '));
  }
}

function failedItself(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0;
}

function describeSkipped(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' && result.note ? ` (${result.note})` : '';
  return `${test.module.relativeModuleId} > ${test.fullName}${note}`;
}
