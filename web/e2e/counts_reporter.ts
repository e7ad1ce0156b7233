// Leaves the counts where scripts/test adds them up, and says them in its words.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class CountsReporter implements Reporter {
  private readonly outcome = new Map<string, { title: string; status: string }>();

  onTestEnd(test: TestCase, result: TestResult) {
    this.outcome.set(test.id, {
      title: test.titlePath().filter(Boolean).join(' › '),
      status: result.status === 'skipped' ? 'skipped' : test.ok() ? 'passed' : 'failed',
    });
  }

  onEnd(_: FullResult) {
    const named = (status: string) =>
      [...this.outcome.values()].filter((one) => one.status === status).map((one) => one.title);
    const counts = {
      passed: named('passed'),
      failed: named('failed'),
      skipped: named('skipped'),
    };
    const folder = process.env.ORDERYARD_TEST_RESULTS;
    if (folder) {
      const name = process.env.ORDERYARD_TEST_NAME ?? 'web_e2e';
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(counts));
    }
    process.stdout.write(`${counts.passed.length} passed, ${counts.failed.length} failed\n`);
  }

  printsToStdio() {
    return false;
  }
}
