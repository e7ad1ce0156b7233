// End-to-end tests: the real program, Debian's chromium, no browser of Playwright's own.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: process.env.ORDERYARD_E2E_OUTPUT ?? 'test-results',
  // Bounds for a test that hangs, not for speed: a loaded machine is slow.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: Number(process.env.ORDERYARD_E2E_WORKERS ?? 1),
  forbidOnly: process.env.ORDERYARD_TEST_RESULTS !== undefined,
  reporter: [['list'], ['./e2e/counts_reporter.ts']],
  use: {
    actionTimeout: 60_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.ORDERYARD_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
