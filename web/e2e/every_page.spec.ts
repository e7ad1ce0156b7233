// Every page of the app, in both languages and themes: no violation of WCAG 2.2 AA, and nothing
// scrolls sideways at 1280 px. The pages are those of the folders' own routes, so that a new one
// cannot be forgotten here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoSidewaysScroll, setLanguage, test } from './yard';

const source = join(import.meta.dirname, '..', 'src');
// Shown with what only their own specs make.
const elsewhere = new Set([
  '/customers/$id',
  '/jobs/$id',
  '/settings/exports/$id',
  '/settings/mails/$id',
  '/settings/webhooks/$id',
]);

function patterns(): string[] {
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      try {
        const routes = readFileSync(join(source, name, 'routes.ts'), 'utf8');
        return [...routes.matchAll(/'(\/[^']*)': \(\)/g)].map(([, path]) => path ?? '');
      } catch {
        return []; // a folder without pages
      }
    })
    .filter((path) => !elsewhere.has(path))
    .sort();
}

for (const language of ['en', 'ko'] as const) {
  test(`every page, ${language}`, async ({ page, yard }) => {
    test.setTimeout(900_000);
    const sku = `EVERY-${language}`;
    await yard.addProduct(sku, 'Kettle', '12.00', 10);
    const [order] = await yard.place([{ lines: [{ sku, quantity: 2 }] }]);
    await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, {});
    await yard.api('POST', `/api/v1/orders/${order?.id}/credit-memos`, {
      reason: 'customer_return',
    });
    const newest = async (list: string) => {
      const found = await yard.api<{ items: { id: number }[] }>('GET', `/api/v1/${list}`);
      return String(found.items[0]?.id);
    };
    const shown: Record<string, string> = {
      '/orders/$id': `/orders/${order?.id}`,
      '/invoices/$id': `/invoices/${await newest('invoices')}`,
      '/shipments/$id': `/shipments/${await newest('shipments')}`,
      '/credit-memos/$id': `/credit-memos/${await newest('credit-memos')}`,
      '/products/$id': `/products/${await newest('products')}`,
      '/settings/users/$id': `/settings/users/${await newest('users')}`,
      '/stores/$store/amazon-orders/$number': `/stores/acme/amazon-orders/${order?.number}`,
    };
    await setLanguage(page, yard, language);
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const pattern of patterns()) {
      const path = shown[pattern] ?? pattern.replace('$store', 'acme');
      expect(path, 'say above what this page is shown with').not.toContain('$');
      await test.step(path, async () => {
        await page.goto(yard.url(path));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  });
}
