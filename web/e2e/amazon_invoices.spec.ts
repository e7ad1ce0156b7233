// The file of an invoice on its way to Amazon: switched on for the store, asked for on the invoice's
// page, and followed until Amazon has it.
import { expect, expectAccessible, setLanguage, shot, test } from './yard';

test('a clerk gives an invoice to Amazon and sees that it arrived', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'VAT-1', quantity: 1, title: 'Lamp' }] }]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, {
    packages: [{ tracks: [{ carrier_code: 'dhl', number: 'JJD771' }] }],
    invoice_too: true,
  });
  await page.goto(yard.url(`/invoices?q=${order?.number}`));
  await page.getByRole('link', { name: /^\d+$/ }).first().click();
  await expect(page.getByRole('heading', { name: /^Invoice / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give to Amazon' })).toHaveCount(0);
  const address = page.url();

  await page.goto(yard.url('/stores/acme/settings'));
  await page.getByLabel('Invoices for Amazon').selectOption('on_request');
  await page.getByRole('button', { name: 'Save order settings' }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();

  await page.goto(address);
  await page.getByRole('button', { name: 'Give to Amazon' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give to Amazon' }).click();
  await expect(page.getByTestId('upload')).toContainText(/Queued|Being sent|Sent/);
  await expect(page.getByRole('button', { name: 'Give to Amazon' })).toBeDisabled();
  await expectAccessible(page);
  await shot(page, 'invoice-upload-en');

  await yard.passTimeUntil(async () => {
    const seen = await yard.api<{ follow_ups: { kind: string; state: string }[] }>(
      'GET',
      `/api/v1/orders/${order?.id}`,
    );
    return seen.follow_ups.some((one) => one.kind === 'upload_vat_invoice' && one.state === 'seen');
  });
  await page.reload();
  await expect(page.getByTestId('upload')).toContainText('Accepted by Amazon');
  const truth = await yard.control<{ invoices: { document_type: string }[] }>(
    'GET',
    `/truth/${order?.number}`,
  );
  expect(truth.invoices.map((one) => one.document_type)).toEqual(['Invoice']);

  await page.goto(yard.url(`/orders/${order?.id}?tab=amazon`));
  await expect(page.getByText('File of an invoice')).toBeVisible();
  await setLanguage(page, yard, 'ko');
  await page.goto(address);
  await expect(page.getByTestId('upload')).toContainText('아마존 접수 완료');
  await shot(page, 'invoice-upload-ko');
  await setLanguage(page, yard, 'en');
  await yard.api('PUT', '/api/v1/stores/acme', { settings: { invoice_upload: 'off' } });
});

test('our invoice and a chosen file go to the buyer with messages of Amazon', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([{ lines: [{ sku: 'VAT-2', quantity: 1, title: 'Lamp' }] }]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/shipments`, {
    packages: [{ tracks: [{ carrier_code: 'dhl', number: 'JJD772' }] }],
    invoice_too: true,
  });
  const messages = async () =>
    (
      await yard.control<{ messages: { action: string; files: { name: string }[] }[] }>(
        'GET',
        `/truth/${order?.number}`,
      )
    ).messages;
  await yard.passTimeUntil(async () => {
    const truth = await yard.control<{ status: string }>('GET', `/truth/${order?.number}`);
    return truth.status === 'SHIPPED';
  });

  const openDrawer = async () => {
    await page.goto(yard.url(`/orders/${order?.id}`));
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Message through Amazon/ }).click();
    return page.getByRole('dialog');
  };
  const first = await openDrawer();
  await first.getByLabel('Invoice as a file').check();
  await expect(first.getByLabel('What goes with it')).toContainText('Our invoice');
  await expectAccessible(page);
  await shot(page, 'amazon-invoice-message-en');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The message is on its way.').first()).toBeVisible();
  await yard.passTimeUntil(async () => (await messages()).length === 1, 20);

  const second = await openDrawer();
  await second.getByLabel('Warranty document').check();
  await expect(second.getByText('Choose a file.').first()).toBeVisible();
  await second.locator('input[type=file]').setInputFiles({
    name: 'Garantie.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nGarantie\n%%EOF\n'),
  });
  await second.getByLabel('Covered from').fill('2026-01-31');
  await second.getByLabel('Covered until').fill('2028-01-31');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The message is on its way.').first()).toBeVisible();
  await yard.passTimeUntil(async () => (await messages()).length === 2, 20);
  expect((await messages()).map((one) => [one.action, one.files.length])).toEqual([
    ['invoice', 1],
    ['warranty', 1],
  ]);
});
