// Stores, products, customers, jobs and settings: the pages an owner works with.
import { expect, expectAccessible, setLanguage, shot, test, type Yard } from './yard';

const line = (sku: string, more: object = {}) => ({
  lines: [{ sku, title: `Article ${sku}`, quantity: 1, unit_price: '9.99' }],
  ...more,
});

async function numberOf(yard: Yard, sku: string): Promise<string> {
  const made = await yard.control<{ order_ids: string[] }>('POST', '/orders', line(sku));
  await yard.sync();
  return made.order_ids[0] ?? '';
}

test('store cards lead to a dashboard with sales, orders and the sync', async ({ page, yard }) => {
  await yard.place([line('ST-1', { buyer_name: '김지우' })]);
  await page.goto(yard.url('/stores'));
  await page.getByRole('link', { name: 'acme', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Recent orders' })).toBeVisible();
  await expect(page.getByText('김지우')).toBeVisible();
  await page.getByText('7 days').click();
  await expect(page).toHaveURL(/days=7/);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('The sync starts.')).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'store-dashboard');
});

test('all orders are filtered by the server, to the cent', async ({ page, yard }) => {
  await numberOf(yard, 'ST-2');
  await page.goto(yard.url('/stores/acme/amazon-orders?total_from=9.98&total_to=9.99'));
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await page.goto(yard.url('/stores/acme/amazon-orders?total_from=9.991'));
  await expect(page.locator('tbody tr')).toHaveCount(0);
  await page.goto(yard.url('/stores/acme/amazon-orders?status=unshipped'));
  await page.getByRole('button', { name: 'Sort by Total' }).click();
  await expect(page).toHaveURL(/sort=total/);
  await expectAccessible(page);
  await shot(page, 'all-orders');
});

test('an Amazon order: tabs, address correction, cancel with reason', async ({ page, yard }) => {
  const number = await numberOf(yard, 'ST-3');
  await yard.place([line('ST-4')]);
  await page.goto(yard.url(`/stores/acme/amazon-orders/${number}`));
  await expect(page.getByText('Paid and yours to ship.')).toBeVisible();
  await page.getByRole('button', { name: 'Correct address' }).click();
  await page.getByLabel('City').fill('Neustadt');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Shipping address (corrected)')).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'amazon-order');
  await page.getByRole('button', { name: 'Items', exact: true }).click();
  await expect(page).toHaveURL(/tab=items/);
  await expect(page.getByRole('cell', { name: 'Article ST-3' })).toBeVisible();
  await page.getByRole('button', { name: 'Raw text' }).click();
  await expect(page.locator('pre')).toContainText(number);
  await page.getByRole('button', { name: 'Cancel order' }).click();
  await page.getByLabel('Reason for Amazon').selectOption('no_inventory');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Cancel order/ })
    .click();
  await expect(page.getByText('The cancel is on its way to Amazon.')).toBeVisible();
});

test('one fix on the exceptions bench releases the orders of a SKU', async ({ page, yard }) => {
  await yard.place([line('BENCH-1'), line('BENCH-1')]);
  await page.goto(yard.url('/exceptions'));
  const row = page.getByRole('row').filter({ hasText: 'BENCH-1' });
  await expect(row).toContainText('2 orders');
  await expectAccessible(page);
  await shot(page, 'exceptions');
  await row.getByRole('button', { name: 'Fix' }).click();
  await page.getByLabel('How').selectOption('create');
  await page.getByLabel('Pieces on hand').fill('5');
  await page.getByRole('dialog').getByRole('button', { name: /^Fix/ }).click();
  await expect(page.getByText('2 orders are tried again.')).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('the doctor names the missing role; settings are saved', async ({ page, yard }) => {
  await yard.control('POST', '/faults', { operation: 'getFeeds', kind: 'http_403' });
  await page.goto(yard.url('/stores/acme/settings'));
  await page.getByRole('button', { name: 'Check the connection' }).click();
  await expect(page.getByText('Role missing').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Add the role “Inventory and Order Tracking”/).first()).toBeVisible();
  await yard.control('DELETE', '/faults');
  await page.getByLabel('Reserve stock for pending orders').check();
  await page.getByRole('button', { name: 'Save order settings' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'store-settings');
});

test('products: made, corrected, imported with line numbers', async ({ page, yard }) => {
  await page.goto(yard.url('/products'));
  await page.getByRole('button', { name: 'New product' }).click();
  await page.getByRole('textbox', { name: 'SKU' }).last().fill('P-1');
  await page.getByRole('textbox', { name: 'Name' }).fill('Hand grinder');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { name: 'Hand grinder' })).toBeVisible();
  await page.getByRole('button', { name: 'Correct stock' }).click();
  await page.getByLabel('On hand').fill('7');
  await page.getByLabel('Reason').fill('counted');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('cell', { name: /Corrected\s+counted/ })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'product');
  await page.goto(yard.url('/products/import'));
  const file = (text: string) => ({
    name: 'p.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  await page.locator('input[type=file]').setInputFiles(file('sku,quantity\nP-1,9\nP-2,x\n'));
  await expect(page.getByRole('cell', { name: '3', exact: true })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file('sku,quantity\nP-1,9\nP-2,4\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/products$/);
  await expect(page.getByRole('link', { name: 'P-2' })).toBeVisible();
  await expectAccessible(page);
});

for (const [path, heading] of [
  ['/stores', 'Amazon stores'],
  ['/stores/connect', 'Connect an Amazon store'],
  ['/stores/acme/logs', 'Logs'],
  ['/stores/acme/logs?tab=follow-ups', 'Logs'],
  ['/products/listings', 'SKU mapping'],
  ['/customers', 'Customers'],
  ['/jobs?tab=timetable', 'Jobs'],
  ['/settings/health', 'System health'],
  ['/settings/statuses', 'Order statuses'],
  ['/settings/views', 'Store views'],
  ['/settings/carriers', 'Carriers'],
] as const) {
  test(`${path} is there in both languages`, async ({ page, yard }) => {
    await page.goto(yard.url(path));
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    const name = path.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '');
    await shot(page, `st-${name}`);
    await setLanguage(page, yard, 'ko');
    await page.goto(yard.url(path));
    await expect(page.getByRole('heading', { level: 1, name: heading })).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    await shot(page, `st-${name}-ko`);
    await setLanguage(page, yard, 'en');
  });
}
