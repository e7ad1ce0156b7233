// The rarer things that are done to an order, and the big ones that are done to many: address, reorder,
// mails, giving a cancel up, a whole view at once, exports and prints.
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, type OrderSpec, type Page, shot, test, type Yard } from './yard';

const spec = (quantity = 1): OrderSpec => ({
  lines: [{ sku: 'WORK-1', title: 'Article WORK-1', quantity, unit_price: '9.99' }],
});

test.beforeAll(async ({ yard }) => {
  await yard.addProduct('WORK-1', 'Linen apron', '9.99', 500);
});

async function open(page: Page, yard: Yard, id: number | undefined) {
  await page.goto(yard.url(`/orders/${id}`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
}

async function choose(page: Page, action: string) {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${action}`) }).click();
  return page.getByRole('dialog');
}

test('an address is corrected, and a second save from elsewhere is not swallowed', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([spec()]);
  await open(page, yard, order?.id);
  const dialog = await choose(page, 'Correct address');
  await expect(dialog.getByText('Change at least one field.').first()).toBeVisible();
  await dialog.getByLabel('City').fill('Lübeck');
  await expectAccessible(page);
  // The news of it comes, and the page reads the order again.
  const news = page.waitForResponse((answer) =>
    answer.url().endsWith(`/api/v1/orders/${order?.id}`),
  );
  await yard.api('PUT', `/api/v1/orders/${order?.id}/address`, {
    kind: 'shipping',
    city: 'Kiel',
  });
  await news;
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Somebody changed this order meanwhile').first()).toBeVisible();
  await expect(dialog.getByLabel('City')).toHaveValue('Lübeck');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Address corrected.').first()).toBeVisible();
  const now = await yard.api<{ ship_to: { city: string } }>('GET', `/api/v1/orders/${order?.id}`);
  expect(now.ship_to.city).toBe('Lübeck');
});

test('what was typed stays when the order is put on hold meanwhile', async ({ page, yard }) => {
  const [order] = await yard.place([spec()]);
  await open(page, yard, order?.id);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /^Ship order/ });
  await dialog.getByLabel('Tracking number', { exact: true }).fill('1Z999AA10123456784');
  await yard.api('POST', `/api/v1/orders/${order?.id}/hold`, { reason: 'wait' });
  await expect(dialog.getByText('This is not possible any more').first()).toBeVisible();
  await expect(dialog.getByLabel('Tracking number', { exact: true })).toHaveValue(
    '1Z999AA10123456784',
  );
});

test('an order is ordered again, and a cancel is given up', async ({ page, yard }) => {
  const [again, kept] = await yard.place([spec(), spec()]);
  await yard.api('POST', `/api/v1/orders/${kept?.id}/cancel`, { reason: 'no_inventory' });
  await open(page, yard, kept?.id);
  await choose(page, 'Give the cancel up');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The cancel was given up.').first()).toBeVisible();
  await expect(page.getByText('Cancel on its way')).toHaveCount(0);
  await open(page, yard, again?.id);
  await choose(page, 'Reorder');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Order \S+ was made\.$/).first()).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(`/orders/${again?.id}$`));
  await expect(page.getByText('Own order', { exact: false }).first()).toBeVisible();
});

test('what happens next says what Amazon waits for, with the way out beside it', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([spec()]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, { packages: [{}] });
  await open(page, yard, order?.id);
  await expect(page.getByText(/^Nothing\. Everything about this order/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Add tracking number' }).first().click();
  await page
    .getByRole('dialog')
    .getByLabel('Tracking number', { exact: true })
    .fill('1Z999AA10123456784');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Tracking number added.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add tracking number' })).toHaveCount(0);
});

test('mails and messages through Amazon say what is allowed', async ({ page, yard }) => {
  const [order] = await yard.place([spec()]);
  await open(page, yard, order?.id);
  const mail = await choose(page, 'Write mail');
  await expect(mail.getByText(/Amazon|channel/).first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const dialog = await choose(page, 'Message through Amazon');
  await dialog.getByLabel('Question about the order').check();
  await dialog.getByLabel('Text').fill('Write to me@example.org');
  await expect(dialog.getByText(/leave out @ and </).first()).toBeVisible();
  await dialog.getByLabel('Text').fill('Blue or green?');
  await expectAccessible(page);
  await shot(page, 'amazon-message-en');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The message is on its way.').first()).toBeVisible();
  await page.getByRole('button', { name: /^Mails/ }).click();
  await expect(page.getByRole('link', { name: 'Question about the order' })).toBeVisible();
});

test('a whole view is worked on in one job, exported and printed', async ({ page, yard }) => {
  const placed = await yard.place(Array.from({ length: 22 }, () => spec(7)));
  await yard.api('POST', `/api/v1/orders/${placed[3]?.id}/hold`, { reason: 'wait' });
  await page.goto(yard.url('/orders?sku=WORK-1&total_from=60&page_size=20'));
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(20);
  await page.getByLabel('Select all on this page').check();
  await page.getByRole('button', { name: 'Select all 22 in this view' }).click();
  await expect(page.getByText('All 22 in this view are selected.').first()).toBeVisible();
  const printed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Packing slips', exact: true }).click();
  const slips = await readFile(await (await printed).path());
  expect(slips.subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByLabel('Select all on this page').check();
  await page.getByRole('button', { name: 'Select all 22 in this view' }).click();
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Hold 22 orders' })).toBeVisible();
  await expect(page.getByLabel('Why')).toBeFocused();
  await page.keyboard.type('stocktaking');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/21 done, 1 refused/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Result' }).click();
  await expect(page.getByRole('dialog').locator('tbody tr')).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const sent = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const file = await sent;
  expect(file.suggestedFilename()).toBe('orders.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?Order number,/);
  expect(lines).toHaveLength(23);
});

test('a saved view is changed in place and renamed', async ({ page, yard }) => {
  await page.goto(yard.url('/orders?sku=WORK-1'));
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByLabel('Name of the view').fill('Aprons');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Aprons', exact: true })).toBeVisible();
  const save = page.getByRole('button', { name: 'Save changes to Aprons' });
  await expect(save).toHaveCount(0);
  await page.getByRole('button', { name: 'Sort by Total' }).click();
  await save.click();
  await expect(save).toHaveCount(0);
  await page.getByRole('button', { name: 'Rename view Aprons' }).click();
  await page.getByLabel('Name of the view').fill('Kitchen');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('button', { name: 'Kitchen', exact: true }).click();
  await expect(page).toHaveURL(/sku=WORK-1/);
  await expect(page).toHaveURL(/sort=total/);
});

test('a part is given back without its shipping; what cannot be is said at the field', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([
    {
      lines: [
        { sku: 'WORK-1', title: 'Linen apron', quantity: 2, unit_price: '9.99', shipping: '3.99' },
      ],
    },
  ]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, { invoice_too: true });
  await open(page, yard, order?.id);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /^Credit memo/ });
  await expect(dialog.getByText('Linen apron')).toBeVisible();
  await dialog.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Customer return' }).click();
  await dialog.getByLabel('Pieces of WORK-1').fill('1');
  const goods = dialog.getByLabel('Goods of WORK-1');
  await goods.fill('99');
  await expect(dialog.getByText('More than is left to give back.').first()).toBeVisible();
  await goods.fill('nine');
  await expect(dialog.getByText('Write an amount such as 12.34.').first()).toBeVisible();
  await goods.fill('9,99');
  await dialog.getByLabel('Shipping of WORK-1').fill('');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Credit memo for order \S+ made\.$/).first()).toBeVisible();
  const now = await yard.api<{ totals: { refunded: string } }>(
    'GET',
    `/api/v1/orders/${order?.id}`,
  );
  expect(now.totals.refunded).toBe('9.99');
});

test('mails that would not go out are not offered, or it is said afterwards', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([spec(2)]);
  await open(page, yard, order?.id);
  await page.keyboard.press('e');
  const ship = page.getByRole('dialog', { name: /^Ship order/ });
  await expect(ship.getByLabel('Mail to the customer')).toBeDisabled();
  await expect(ship.getByText('allow this kind of mail', { exact: false })).toBeVisible();
  await ship.getByRole('button', { name: 'Another package' }).click();
  await expect(ship.getByLabel('Tracking number', { exact: true }).nth(1)).toBeFocused();
  await expect(ship.getByText('Package 2 is empty', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ship).toHaveCount(0);
  await page.keyboard.press('c');
  const comment = page.getByRole('dialog', { name: /^Comment on/ });
  await comment.getByLabel('Comment', { exact: true }).fill('Called the buyer.');
  await comment.getByLabel('Mail to the customer').check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The customer was not mailed', { exact: false })).toBeVisible();
});

test('without a network a change fails in words, and leaves once with the next try', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([spec()]);
  await open(page, yard, order?.id);
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: /^Hold order/ });
  await dialog.getByLabel('Why').fill('wait');
  await page.context().setOffline(true);
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('The server did not answer.')).toBeVisible();
  await page.context().setOffline(false);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Order \S+ is on hold\.$/).first()).toBeVisible();
});

test('some pieces are canceled: none until they are chosen', async ({ page, yard }) => {
  const [order] = await yard.place([spec(3)]);
  await open(page, yard, order?.id);
  await page.keyboard.press('Shift+C');
  const dialog = page.getByRole('dialog', { name: /^Cancel order/ });
  await dialog.getByLabel('Reason').click();
  await page.getByRole('option', { name: 'Not in stock' }).click();
  await dialog.getByLabel('Some pieces').check();
  await expect(dialog.getByText('Choose at least one piece.')).toBeVisible();
  await dialog.getByLabel('Pieces of WORK-1').fill('1');
  await dialog.getByRole('button', { name: 'Cancel pieces' }).click();
  await expect(page.getByText('cancel is on its way', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('Cancel of lines', { exact: false }).first()).toBeVisible();
});
