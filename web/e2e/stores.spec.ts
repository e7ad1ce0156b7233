// Stores, products, customers, jobs and settings: the pages an owner works with.
import {
  expect,
  expectAccessible,
  setLanguage,
  settled,
  shot,
  test,
  useSession,
  type Yard,
} from './yard';

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
  await expect(page.getByText('김지우').first()).toBeVisible();
  await page.getByText('7 days').click();
  await expect(page).toHaveURL(/days=7/);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('The sync starts.').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'store-dashboard');
});

test('older orders are fetched from a day on, and it shows how far', async ({ page, yard }) => {
  const day = (ago: number) => new Date(yard.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const at = (ago: number) => new Date(yard.now() - ago * 86_400_000).toISOString();
  const number = '302-7770001-0000001';
  const lines = [{ sku: 'OLD-1', quantity: 1, unit_price: '9.99' }];
  const made = await yard.control<{ order: object }>('POST', '/orders', { lines });
  await yard.control('POST', '/orders', {
    order: { ...made.order, orderId: number, createdTime: at(30), lastUpdatedTime: at(30) },
  });
  const store = await yard.api<{ settings: object }>('GET', '/api/v1/stores/acme');
  await yard.api('PUT', '/api/v1/stores/acme', {
    settings: { import_from: `${day(20)}T00:00:00Z` },
  });
  await yard.sync();
  await page.goto(yard.url('/stores/acme'));
  const card = page.locator('section').filter({ hasText: 'Older orders' }).last();
  await card.getByRole('button', { name: 'Fetch older orders' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From which day').fill('2001-01-01');
  await dialog.getByRole('button', { name: /^Fetch older orders/ }).click();
  await expect(
    dialog.getByText('Amazon gives orders of the last two years only.').first(),
  ).toBeVisible();
  await dialog.getByLabel('From which day').fill(day(40));
  await expect(dialog.getByLabel('Also make orders of them here')).toBeChecked();
  await expectAccessible(page);
  await shot(page, 'store-older-orders');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Older orders are being fetched.')).toBeVisible();
  await yard.passTimeUntil(async () => {
    const found = await yard.api<{ total_count: number }>('GET', `/api/v1/orders?q=${number}`);
    return found.total_count === 1;
  });
  await yard.passTimeUntil(async () => {
    const board = await yard.api<{ backfill: { is_running: boolean } }>(
      'GET',
      '/api/v1/stores/acme/dashboard',
    );
    return !board.backfill.is_running;
  });
  await page.reload();
  await expect(card).toContainText('Fetched:');
  await expect(card.getByRole('progressbar')).toHaveCount(0);
  await expectAccessible(page);
  await yard.api('PUT', '/api/v1/stores/acme', {
    settings: { ...store.settings, import_from: 'none' },
  });
});

test('all orders are filtered by the server, to the cent', async ({ page, yard }) => {
  await numberOf(yard, 'ST-2');
  await page.goto(yard.url('/stores/acme/amazon-orders?total_from=9.98&total_to=9.99'));
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await page.goto(yard.url('/stores/acme/amazon-orders?total_from=9.991&total_to=9.999'));
  await expect(page.getByText('Nothing matches these filters.').first()).toBeVisible();
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
  await expect(page.getByText('Paid and yours to ship.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Correct address' }).click();
  await page.getByLabel('City').fill('Neustadt');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Shipping address (corrected)').first()).toBeVisible();
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
  await expect(page.getByText('The cancel is on its way to Amazon.').first()).toBeVisible();
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
  await expect(page.getByText('2 orders are tried again.').first()).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('a long title leaves the fix in reach, and products are found by typing', async ({
  page,
  yard,
}) => {
  await yard.addProduct('OURS-77', 'Hand mill', '9.99', 5);
  await yard.place([
    { lines: [{ sku: 'LONG-1', title: 'x'.repeat(500), quantity: 1, unit_price: '9.99' }] },
  ]);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(yard.url('/exceptions?sku=LONG-1'));
    const fix = page.getByRole('row').filter({ hasText: 'LONG-1' }).getByRole('button');
    await expect(fix).toBeInViewport({ ratio: 1 });
  }
  await expectAccessible(page);
  await shot(page, 'exceptions-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  const row = page.getByRole('row').filter({ hasText: 'LONG-1' });
  await row.getByRole('button', { name: 'Fix' }).click();
  const sku = page.getByRole('combobox', { name: 'SKU of your product' });
  await sku.fill('hand mi');
  await page.getByRole('option', { name: /OURS-77/ }).click();
  await expect(sku).toHaveValue('OURS-77');
  await page.getByRole('dialog').getByRole('button', { name: /^Fix/ }).click();
  await expect(page.getByText('1 order is tried again.').first()).toBeVisible();
});

test('what Amazon refused is said in words, with the way to the order', async ({ page, yard }) => {
  // As the server would tell it; the refusal itself is a story of the API tests.
  const refused = {
    store_code: 'acme',
    code: 'refund_refused',
    sku: null,
    product_number: null,
    title: null,
    orders: 1,
    orders_with_exception: 1,
    orders_blocked: 0,
    first_at: '2026-01-05T10:00:00Z',
    example_number: '302-1111111-1111111',
    product: null,
  };
  await page.route('**/api/v1/exceptions*', (route) =>
    route.fulfill({ json: { items: [refused], total_count: 1 } }),
  );
  await page.goto(yard.url('/exceptions'));
  const row = page.getByRole('row').filter({ hasText: 'Amazon refused a refund' });
  await expect(row.getByRole('link', { name: 'Open the order' })).toHaveAttribute(
    'href',
    /orders\?q=302-1111111-1111111/,
  );
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('connecting a store: what is missing, the doctor, the settings', async ({ page, yard }) => {
  await page.goto(yard.url('/stores/connect'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Store name, Short name, Seller ID');
  await expect(page.getByRole('alert')).toContainText('Refresh token');
  await expect(page.getByLabel('Store name')).toBeFocused();
  await expectAccessible(page);
  await shot(page, 'connect-missing');
  await page.goto(yard.url('/stores/connect?store=acme'));
  await expect(page.getByText('Everything that is needed works.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Next: order settings' }).click();
  await expect(page).toHaveURL(/step=3/);
  await page.getByRole('button', { name: 'Save order settings' }).click();
  await expect(page).toHaveURL(/\/stores\/acme$/);
});

test('who may only look sees the settings of a store as words', async ({
  signedOutPage: page,
  yard,
}) => {
  await useSession(page, yard, await yard.addUser('onlooker', 'read_only'));
  await page.goto(yard.url('/stores/acme/settings'));
  await expect(
    page.getByText('You may look at these settings, not change them.').first(),
  ).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(yard.url('/pack'));
  await expect(page.getByText('You do not have the right to this page.').first()).toBeVisible();
});

test('the doctor names the missing role; settings are saved', async ({ page, yard }) => {
  await yard.control('POST', '/faults', { operation: 'getFeeds', kind: 'http_403' });
  await page.goto(yard.url('/stores/acme/settings'));
  await page.getByRole('button', { name: 'Check the connection' }).click();
  await expect(page.getByText('Role missing').first()).toBeVisible();
  await expect(page.getByText(/Add the role “Inventory and Order Tracking”/).first()).toBeVisible();
  await yard.control('DELETE', '/faults');
  await page.getByLabel('Reserve stock for pending orders').check();
  await page.getByRole('button', { name: 'Save order settings' }).click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
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
    await expectAccessible(page);
    const name = path.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '');
    await shot(page, `st-${name}`);
    await setLanguage(page, yard, 'ko');
    await page.goto(yard.url(path));
    await expect(page.getByRole('heading', { level: 1, name: heading })).toHaveCount(0);
    await settled(page);
    await shot(page, `st-${name}-ko`);
    await setLanguage(page, yard, 'en');
  });
}
