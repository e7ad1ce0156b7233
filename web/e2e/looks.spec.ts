// How the pages fit: nothing scrolls sideways at 1280 px, everything can be used at 390 px, and the
// dark theme is looked at.
import { expect, expectNoSidewaysScroll, setLanguage, setScheme, shot, test } from './yard';

for (const language of ['en', 'ko'] as const) {
  test(`1280 px and 390 px, ${language}`, async ({ page, yard }) => {
    const [order] = await yard.place([
      { lines: [{ sku: 'LOOKS-1', title: 'A kettle', quantity: 2, unit_price: '1299.00' }] },
      { programs: ['PRIME'], lines: [{ sku: 'LOOKS-2', quantity: 1, gift_message: 'For Ada' }] },
    ]);
    await setLanguage(page, yard, language);
    try {
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.goto(yard.url('/orders'));
        await expect(page.locator('tbody tr').first()).toBeVisible();
        await expectNoSidewaysScroll(page);
        await shot(page, `orders-${width}-${language}`);
        await page.goto(yard.url(`/orders/${order?.id}`));
        await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
        if (width === 1280) {
          await expectNoSidewaysScroll(page);
        }
        await shot(page, `order-${width}-${language}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      await setScheme(page, 'dark');
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
      await shot(page, `order-dark-${language}`);
    } finally {
      await yard.api('PUT', '/api/v1/session/profile', { language: 'en' });
    }
  });
}
