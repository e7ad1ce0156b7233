// The list of orders and the order page: a clerk's work, in both languages, by keyboard.
import {
  expect,
  expectAccessible,
  type OrderSpec,
  type Page,
  setLanguage,
  shot,
  test,
} from './yard';

const spec = (sku: string, quantity = 2, more: object = {}): OrderSpec => ({
  lines: [{ sku, title: `Article ${sku}`, quantity, unit_price: '9.99', shipping: '3.50' }],
  ...more,
});

async function openOrder(page: Page, url: string) {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
}

test.beforeAll(async ({ yard }) => {
  await yard.addProduct('E2E-1', 'Ceramic hand grinder', '9.99', 500);
});

test('the list shows, filters, sorts and keeps its place', async ({ page, yard }) => {
  const placed = await yard.place([
    spec('E2E-1', 1, { buyer_name: '김지우' }),
    spec('E2E-1', 3),
    spec('E2E-UNKNOWN', 1),
  ]);
  await page.goto(yard.url('/orders'));
  const rows = page.locator('tbody tr');
  await expect(rows).not.toHaveCount(0);
  await expect(page.getByText(placed[0]?.number ?? '')).toBeVisible();
  await page.keyboard.press('Slash');
  await page.keyboard.type(placed[1]?.number ?? '');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/q=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/q=/);
  await page.getByRole('button', { name: 'Needs attention' }).first().click();
  await expect(page).toHaveURL(/view=attention/);
  await expect(page.getByText(placed[2]?.number ?? '')).toBeVisible();
  await expect(page.getByText(placed[0]?.number ?? '')).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('button', { name: 'Sort by Total' }).click();
  await expect(page).toHaveURL(/sort=total/);
  await expect(page.getByRole('columnheader', { name: 'Sort by Total' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expectAccessible(page);
});

test('a name is found by its words in any order, and marks are shown and filtered by', async ({
  page,
  yard,
}) => {
  const [found] = await yard.place([
    {
      ...spec('E2E-1', 1, {
        buyer_name: 'Priscilla Okafor',
        programs: ['PRIME', 'AMAZON_BUSINESS'],
      }),
      lines: [{ sku: 'E2E-1', quantity: 1, unit_price: '9.99', gift_message: 'For Ada' }],
    },
  ]);
  const rows = page.locator('tbody tr');
  await page.goto(yard.url('/orders?q=okafor priscilla'));
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('Priscilla Okafor');
  for (const mark of ['Prime', 'B2B', 'Gift']) {
    await expect(rows.first().getByText(mark, { exact: true })).toBeVisible();
  }
  await page.goto(yard.url('/orders?q=okafor henry'));
  await expect(page.getByText('Nothing matches these filters.')).toBeVisible();
  await page.goto(yard.url('/orders?q=okafor&mark=gift&mark=premium'));
  await expect(rows).toHaveCount(1);
  await expectAccessible(page);
  await shot(page, 'orders-marks-en');
  await page.goto(yard.url('/orders?q=okafor&mark=premium'));
  await expect(page.getByText('Nothing matches these filters.')).toBeVisible();
  await openOrder(page, yard.url(`/orders/${found?.id}`));
  await expect(page.getByText('Business buyer', { exact: true })).toBeVisible();
  await page.goto(yard.url('/stores/acme/amazon-orders'));
  await expect(rows.filter({ hasText: found?.number ?? '' })).toContainText('Prime');
});

test('rows are chosen and opened by keyboard, and Back brings the cursor again', async ({
  page,
  yard,
}) => {
  await yard.place([spec('E2E-1'), spec('E2E-1')]);
  await page.goto(yard.url('/orders'));
  await expect(page.locator('tbody tr').nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('2 selected').first()).toBeVisible();
  await shot(page, 'orders-grid-en');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
  await page.keyboard.press('k');
  await expect(page.getByText(/1 of \d+/).first()).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(page.locator('tbody tr').nth(1)).toHaveClass(/cursor/);
});

test('an order is shipped by keyboard, and the way to Amazon is shown to its end', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([spec('E2E-1')]);
  const id = order?.id ?? 0;
  await openOrder(page, yard.url(`/orders/${id}`));
  await expectAccessible(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /^Ship order/ });
  await expect(dialog.getByLabel('Tracking number', { exact: true })).toBeFocused();
  await page.keyboard.type('1Z999AA10123456784');
  await expectAccessible(page);
  await shot(page, 'ship-drawer-en');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[aria-current=step]').first()).toBeVisible();
  await yard.passTimeUntil(async () => {
    const now = await yard.api<{ follow_ups: { state: string }[] }>('GET', `/api/v1/orders/${id}`);
    return now.follow_ups.every((one) => one.state === 'seen');
  });
  await expect(page.getByText('Seen at Amazon').first()).toBeVisible();
  await page.getByRole('button', { name: /^Shipments/ }).click();
  await expect(page.getByText('1Z999AA10123456784', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'order-shipped-en');
});

test('a part is shipped, billed and given back', async ({ page, yard }) => {
  const [order] = await yard.place([spec('E2E-1', 3)]);
  await openOrder(page, yard.url(`/orders/${order?.id}`));
  await page.keyboard.press('e');
  await page.getByLabel('Without tracking number').check();
  await page.getByLabel('Pieces of E2E-1').fill('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Order \d+ shipped\.$/).first()).toBeVisible();
  await yard.passTimeUntil(async () => {
    const now = await yard.api<{ follow_ups: { state: string }[] }>(
      'GET',
      `/api/v1/orders/${order?.id}`,
    );
    return now.follow_ups.every((one) => one.state === 'seen');
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /^Credit memo/ });
  await dialog.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Customer return' }).click();
  await dialog.getByRole('button', { name: 'Check with the rules' }).click();
  await expect(dialog.getByText('Nothing speaks against it.').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'credit-memo-en');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Credit memo for order .* made\.$/).first()).toBeVisible();
  await page.getByRole('button', { name: /^Credit memos/ }).click();
  await expect(page.getByText('Customer return').first()).toBeVisible();
});

test('hold, release, comment, and an address corrected', async ({ page, yard }) => {
  const [order] = await yard.place([spec('E2E-1')]);
  await openOrder(page, yard.url(`/orders/${order?.id}`));
  await page.keyboard.press('h');
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.keyboard.type('Waits for the second parcel');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Waits for the second parcel').first()).toBeVisible();
  const ship = page.getByRole('button', { name: 'Ship', exact: true });
  await expect(ship).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('e');
  await expect(page.getByText(/on hold; unhold it first/).first()).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(ship).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByLabel('Comment')).toBeFocused();
  await page.keyboard.type('<img src=x onerror=alert(1)>');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
});

test('an unshipped order is canceled with a reason; a shipped one says why not', async ({
  page,
  yard,
}) => {
  const [open, shipped] = await yard.place([spec('E2E-1'), spec('E2E-1')]);
  await openOrder(page, yard.url(`/orders/${open?.id}`));
  await expect(
    page.getByRole('link', { name: 'View or cancel in Seller Central' }),
  ).toHaveAttribute(
    'href',
    new RegExp(`^https://sellercentral[^/]*/orders-v3/order/${open?.number}$`),
  );
  await page.keyboard.press('Shift+C');
  const dialog = page.getByRole('dialog', { name: /^Cancel order/ });
  await expect(dialog.getByText('Amazon wants a reason.').first()).toBeVisible();
  await dialog.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Not in stock' }).click();
  await expect(dialog.getByText(/Amazon is told to cancel/).first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Cancel on its way').first()).toBeVisible();
  await yard.api('POST', `/api/v1/orders/${shipped?.id}/shipments`, {
    packages: [{ is_untracked: true }],
  });
  await openOrder(page, yard.url(`/orders/${shipped?.id}`));
  await expect(page.getByRole('link', { name: 'View in Seller Central' })).toBeVisible();
  await page.keyboard.press('Shift+C');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.mantine-Notification-root').first()).toBeVisible();
});

test('a stale save is refused and shows both versions', async ({ page, yard }) => {
  const [order] = await yard.place([spec('E2E-1')]);
  await openOrder(page, yard.url(`/orders/${order?.id}`));
  // The page must not learn of the other's change before it saves.
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
  await page.keyboard.press('h');
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.keyboard.type('mine');
  await yard.api('POST', `/api/v1/orders/${order?.id}/comments`, { comment: 'theirs' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Somebody changed this order meanwhile').first()).toBeVisible();
  await expect(page.getByLabel('Why')).toHaveValue('mine');
  await expect(page.getByText('What you wanted').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'stale-en');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('many orders are worked on at once, and the refused ones say why', async ({ page, yard }) => {
  await yard.addProduct('E2E-MANY', 'Ceramic hand grinder', '9.99', 500);
  const placed = await yard.place([spec('E2E-MANY'), spec('E2E-MANY')]);
  await yard.api('POST', `/api/v1/orders/${placed[0]?.id}/hold`, { reason: 'test' });
  await page.goto(yard.url('/orders?sku=E2E-MANY'));
  await expect(page.locator('tbody tr').nth(1)).toBeVisible();
  await page.locator('tbody input[type=checkbox]').nth(0).check();
  await page.locator('tbody input[type=checkbox]').nth(1).check();
  await page.getByRole('button', { name: 'Ship', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Ship 2 orders' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/1 done, 1 refused/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Result' }).click();
  await expect(page.getByText(/on hold/).last()).toBeVisible();
});

test('a view is saved, found among the tabs, and deleted', async ({ page, yard }) => {
  await page.goto(yard.url('/orders?sku=E2E-1&sort=total'));
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByLabel('Name of the view').fill('Grinders');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Grinders', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page).not.toHaveURL(/sku=/);
  await page.getByRole('button', { name: 'Grinders', exact: true }).click();
  await expect(page).toHaveURL(/sku=E2E-1/);
  await page.getByRole('button', { name: 'Delete view Grinders' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Grinders', exact: true })).toHaveCount(0);
});

test('two people on one order are told of each other', async ({ page, yard }) => {
  const [order] = await yard.place([spec('E2E-1')]);
  const other = await yard.addUser('packer1', 'packer');
  await openOrder(page, yard.url(`/orders/${order?.id}`));
  await yard.api('POST', `/api/v1/orders/${order?.id}/presence`, { editing: 'ship' }, other);
  await expect(page.getByText(/packer1 is working on it now/).first()).toBeVisible();
});

test('everything is there in Korean', async ({ page, yard }) => {
  const [order] = await yard.place([spec('E2E-1', 2, { buyer_name: '최하은' })]);
  await setLanguage(page, yard, 'ko');
  try {
    await page.goto(yard.url('/orders'));
    await expect(page.getByRole('heading', { name: '주문' })).toBeVisible();
    await expect(page.locator('tbody tr').first()).toBeVisible();
    await expectAccessible(page);
    await shot(page, 'orders-grid-ko');
    await openOrder(page, yard.url(`/orders/${order?.id}`));
    await expectAccessible(page);
    await shot(page, 'order-page-ko');
    await page.keyboard.press('e');
    await expect(page.getByRole('dialog', { name: /발송$/ })).toBeVisible();
    await expectAccessible(page);
    await shot(page, 'ship-drawer-ko');
    await page.getByLabel('운송장 번호', { exact: true }).fill('123412341234');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/발송 처리 완료$/).first()).toBeVisible();
  } finally {
    await yard.api('PUT', '/api/v1/session/profile', { language: 'en' });
  }
});
