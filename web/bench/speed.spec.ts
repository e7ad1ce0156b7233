// How quick the list feels with two hundred rows. Measured here, asserted nowhere: the budget is
// 150 ms for select-all and 60 ms for a move of the cursor.
import { expect, test } from '../e2e/yard';

const lines = [{ sku: 'E2E-SPEED', quantity: 1, unit_price: '9.99' }];

// Milliseconds until the frame after an act is painted; the middle of several tries.
const measure = `async (act, tries) => {
  const times = [];
  for (let i = 0; i < tries; ++i) {
    const begun = performance.now();
    act(i);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(tries / 2)];
}`;

test('two hundred rows: select all and move the cursor', async ({ page, yard }) => {
  test.setTimeout(120_000);
  await yard.place(Array.from({ length: 200 }, () => ({ lines })));
  await page.goto(yard.url('/orders?page_size=200'));
  await expect(page.locator('tbody tr')).toHaveCount(200, { timeout: 60_000 });
  const selectAll = await page.evaluate(`(${measure})(
    () => document.querySelector('thead input[type=checkbox]').click(), 9)`);
  const cursor = await page.evaluate(`(${measure})(
    () => document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyJ', bubbles: true })), 15)`);
  console.log(`select all: ${selectAll} ms, cursor: ${cursor} ms`);
});
