// Shipments, invoices and credit memos: the lists, one of each, and what can be done to it.
import { expect, expectAccessible, setLanguage, setScheme, shot, test } from './yard';

test('from the list of shipments to one, its tracking number and a comment', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([
    { lines: [{ sku: 'DOC-1', quantity: 2, title: 'Desk lamp' }] },
  ]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, {
    packages: [{ tracks: [] }],
    invoice_too: true,
  });
  await page.goto(yard.url(`/shipments?q=${order?.number}`));
  await expect(page.getByRole('heading', { name: 'Shipments', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /^\d+$/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Shipment / })).toBeVisible();
  await expect(page.getByText('No tracking number yet').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add tracking number' }).click();
  await page.getByLabel('Tracking number', { exact: true }).fill('JJD000390007');
  await page.keyboard.press('Enter');
  await expect(page.getByText('JJD000390007').first()).toBeVisible();
  await page.keyboard.press('c');
  await page.getByLabel('Your comment').fill('Left at the gate');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Left at the gate').first()).toBeVisible();
  await shot(page, 'shipment-en');

  await page.goto(yard.url('/shipments?q=JJD0003'));
  await expect(page.getByText('JJD000390007').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'shipments-en');
});

test('invoices and credit memos, in Korean too', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'DOC-2', quantity: 1 }] }]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, {
    packages: [{ tracks: [{ carrier_code: 'dhl', number: 'JJD1' }] }],
    invoice_too: true,
  });
  await yard.api('POST', `/api/v1/orders/${order?.id}/credit-memos`, {
    reason: 'customer_return',
  });
  await page.goto(yard.url(`/invoices?q=${order?.number}`));
  await page.getByRole('link', { name: /^\d+$/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Invoice / })).toBeVisible();
  await expect(page.getByText('NaN')).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, 'invoice-en');
  await setScheme(page, 'dark');
  await shot(page, 'invoice-dark');
  await page.goto(yard.url(`/credit-memos?q=${order?.number}`));
  await page.getByRole('link', { name: /^\d+$/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Credit memo / })).toBeVisible();
  await expectAccessible(page);
  await setLanguage(page, yard, 'ko');
  await page.reload();
  await expect(page.getByRole('heading', { name: /^환불 전표 / })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'credit-memo-ko');
  await page.goto(yard.url('/invoices'));
  await expect(page.getByRole('heading', { name: '인보이스', level: 1 })).toBeVisible();
  await shot(page, 'invoices-ko');
  await setLanguage(page, yard, 'en');
});
