// The pack station: a scanner is a keyboard that ends with Enter; nothing here needs a mouse.
import { expect, expectAccessible, type Page, setLanguage, shot, test } from './yard';

async function scan(page: Page, text: string) {
  await expect(page.getByLabel('Scan')).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('an order is packed and shipped by scans alone', async ({ page, yard }) => {
  const [order] = await yard.place([
    {
      lines: [
        { sku: 'PACK-1', quantity: 2, title: 'Desk lamp' },
        { sku: 'PACK-2', quantity: 1, title: 'Mug' },
      ],
    },
  ]);
  await page.goto(yard.url('/pack'));
  await expect(page.getByRole('heading', { name: 'Pack station' })).toBeVisible();
  await expectAccessible(page);
  await scan(page, 'no-such-number');
  await expect(
    page.getByText('Nothing to pack was found for "no-such-number".').first(),
  ).toBeVisible();

  await scan(page, order?.number ?? '');
  await expect(page.getByRole('heading', { name: /^Order / })).toBeVisible();
  await scan(page, 'PACK-1');
  await expect(page.getByText('PACK-1: 1 of 2').first()).toBeVisible();
  await scan(page, 'HAT-7');
  await expect(page.getByText('"HAT-7" is not in this order.').first()).toBeVisible();
  await scan(page, 'pack-1');
  await scan(page, 'PACK-1');
  await expect(page.getByText('all pieces are packed already').first()).toBeVisible();
  await shot(page, 'pack-en');
  await expectAccessible(page);
  await page.getByLabel('Scan').focus();
  await scan(page, 'PACK-2');
  await expect(page.getByText('All is packed.').first()).toBeVisible();
  await scan(page, '00340434161094021501');
  await expect(page.getByLabel('Tracking number', { exact: true })).toHaveValue(
    '00340434161094021501',
  );
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Shipped just now').first()).toBeVisible();
  const shown = await yard.api<{ items: { quantity: { to_ship: number } }[] }>(
    'GET',
    `/api/v1/orders/${order?.id}`,
  );
  expect(shown.items.every((item) => item.quantity.to_ship === 0)).toBe(true);
  await expect(page.getByLabel('Scan')).toBeFocused();
});

test('a letter leaves without a tracking number', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'LETTER-1', quantity: 1 }] }]);
  await page.goto(yard.url('/pack'));
  await scan(page, order?.number ?? '');
  await expect(page.getByRole('heading', { name: /^Order / })).toBeVisible();
  await scan(page, 'LETTER-1');
  await expect(page.getByText('The tracking number is missing.').first()).toBeVisible();
  await page.getByLabel('Without tracking number').check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Shipped just now').first()).toBeVisible();
  const shown = await yard.api<{ shipments: { packages: { is_untracked: boolean }[] }[] }>(
    'GET',
    `/api/v1/orders/${order?.id}`,
  );
  expect(shown.shipments[0]?.packages[0]?.is_untracked).toBe(true);
});

test('an item opens the most urgent order; a hold stops the hands', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'STOP-1', quantity: 1 }] }]);
  await page.goto(yard.url('/pack'));
  await scan(page, 'STOP-1');
  await expect(page.getByRole('heading', { name: /^Order / })).toBeVisible();
  await yard.api('POST', `/api/v1/orders/${order?.id}/hold`, { reason: 'address looks odd' });
  await expect(page.getByRole('alert')).toContainText('on hold');
  await expect(page.getByRole('alert')).toContainText('address looks odd');
  await expectAccessible(page);
  await shot(page, 'pack-stop-en');
  await yard.api('POST', `/api/v1/orders/${order?.id}/unhold`);
  await expect(page.getByText('The order was changed meanwhile.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('heading', { name: /^Order / })).toBeVisible();
  await yard.control('POST', `/orders/${order?.number}/request-cancel`, {});
  await yard.sync();
  await expect(page.getByRole('alert')).toContainText('asked to cancel');
});

test('in Korean', async ({ page, yard }) => {
  await yard.place([{ lines: [{ sku: 'KOR-1', quantity: 1 }] }]);
  await setLanguage(page, yard, 'ko');
  await page.goto(yard.url('/pack'));
  await page.getByLabel('스캔').fill('KOR-1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^주문 / })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'pack-ko');
  await setLanguage(page, yard, 'en');
});
