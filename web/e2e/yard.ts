// What every end-to-end test starts from: one installation a worker, a page that is signed in, and
// no tolerance for errors of the page or breaks of the content policy.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page } from '@playwright/test';
import { password, type Session, whyNotRun, Yard } from './server';

export { expect, type Page } from '@playwright/test';
export { type OrderSpec, password, Yard } from './server';

type Fixtures = { page: Page; signedOutPage: Page };
type WorkerFixtures = { yard: Yard };

// Complaints that a test may cause on purpose: answers with an error status are shown to the user.
const expectedNoise = [
  // Playwright looks into every frame, also into that of a mail's preview, where no script may run.
  /Blocked script execution in 'about:srcdoc'/,
  /Failed to load resource: the server responded with a status of 4\d\d/,
  /net::ERR_FAILED/, // what a test aborts on purpose
  /net::ERR_INTERNET_DISCONNECTED/, // and while it takes the network away
];

function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !expectedNoise.some((noise) => noise.test(text))) {
      complaints.push(`console: ${text}`);
    }
  });
  return complaints;
}

export async function useSession(page: Page, yard: Yard, session: Session) {
  const [name = '', value = ''] = session.cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: yard.serverUrl, sameSite: 'Strict' }]);
}

// As a person does it.
export async function signIn(
  page: Page,
  yard: Yard,
  who: { name: string; language?: 'en' | 'ko' },
) {
  await page.context().clearCookies();
  await page.addInitScript((language) => {
    localStorage.setItem('orderyard-language', language);
  }, who.language ?? 'en');
  await page.goto(yard.url('/'));
  await page.locator('input[name=username]').fill(who.name);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  yard: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters' names
    async ({}, use) => {
      const reason = whyNotRun();
      base.skip(reason !== undefined, reason);
      const yard = new Yard();
      try {
        await use(await yard.start());
      } finally {
        yard.stop();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  page: async ({ page, yard }, use) => {
    const complaints = watch(page);
    // Whatever language the test before has chosen for the owner.
    await yard.api('PUT', '/api/v1/session/profile', { language: 'en' });
    await useSession(page, yard, yard.owner);
    await use(page);
    expect(complaints, 'errors of the page').toEqual([]);
  },
  signedOutPage: async ({ browser }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = watch(page);
    await use(page);
    expect(complaints, 'errors of the page').toEqual([]);
    await context.close();
  },
});

// English or Korean for the signed-in user, kept by the server and the browser.
export async function setLanguage(page: Page, yard: Yard, language: 'en' | 'ko') {
  await yard.api('PUT', '/api/v1/session/profile', { language });
  await page.addInitScript((wanted) => {
    localStorage.setItem('orderyard-language', wanted);
  }, language);
}

export async function setScheme(page: Page, scheme: 'light' | 'dark') {
  await page.evaluate((wanted) => {
    localStorage.setItem('orderyard-color-scheme', wanted);
    document.documentElement.setAttribute('data-mantine-color-scheme', wanted);
  }, scheme);
}

// Nothing fades or moves any more (what turns for ever, such as a spinner, is not waited for), and no
// part of the page is still its own placeholder.
export async function settled(page: Page) {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const isMoving = () =>
    page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return document
        .getAnimations()
        .some(
          (one) =>
            one.playState === 'running' &&
            one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
        );
    });
  await expect.poll(isMoving).toBe(false);
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type AxeRun = { violations: { id: string; nodes: { html: string; target: string[] }[] }[] };

async function axe(page: Page, scheme: string) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Through the debugger: the content policy would refuse a script tag.
    const { readFileSync } = await import('node:fs');
    await page.evaluate(readFileSync(axeFile, 'utf8'));
  }
  const found = await page.evaluate(
    (tags) =>
      (
        window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeRun> } }
      ).axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    axeTags,
  );
  const words = found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.html)
        .join(' | ')}`,
  );
  expect(words, `axe, ${scheme}`).toEqual([]);
}

// No violation of WCAG 2.2 A and AA in either theme.
export async function expectAccessible(page: Page) {
  for (const scheme of ['dark', 'light'] as const) {
    await setScheme(page, scheme);
    await settled(page);
    await axe(page, scheme);
  }
}

export async function expectNoSidewaysScroll(page: Page) {
  const tooWide = () =>
    page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll('section, main, [data-scroll-restoration-id]'),
      ]
        .filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => `${box.tagName} ${box.getAttribute('aria-label') ?? ''}`),
    );
  await expect.poll(tooWide).toEqual([]);
}

// A picture for people to look at: screenshots/NAME.png.
export async function shot(page: Page, name: string) {
  mkdirSync('screenshots', { recursive: true });
  await page.screenshot({ path: `screenshots/${name}.png` });
}
