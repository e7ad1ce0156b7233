// Documents' settings, exports and tracking numbers from a file, as a manager uses them.
import { expect, expectAccessible, setLanguage, setScheme, shot, test } from './yard';

const spec = (sku: string) => ({
  lines: [{ sku, title: `Article ${sku}`, quantity: 2, unit_price: '9.99' }],
});

// One pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

test('document settings are kept, and refusals stand beside the field', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/documents'));
  await page.getByLabel('Name on the documents').fill('Harbour & Finch');
  await page.getByLabel('Address').fill('14 Quay Street\nBristol');
  await page.getByRole('button', { name: 'Add a number' }).click();
  await page.getByLabel('Label', { exact: true }).first().fill('VAT');
  await page.getByLabel('Number', { exact: true }).fill('GB123456789');
  await page.getByLabel('Country of numbers and dates').fill('QQ');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Not a country code such as US or DE.').first()).toBeVisible();
  await page.getByLabel('Country of numbers and dates').fill('GB');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Document settings saved').first()).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: png,
  });
  await expect(page.getByAltText('The logo')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Name on the documents')).toHaveValue('Harbour & Finch');
  const preview = page.getByRole('link', { name: 'Preview' });
  const answer = await page.request.get(
    new URL((await preview.getAttribute('href')) ?? '', yard.serverUrl).href,
  );
  expect(answer.headers()['content-type']).toBe('application/pdf');
  await expectAccessible(page);
  await shot(page, 'documents');
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await expect(page.getByText('Logo removed').first()).toBeVisible();
});

test('an export has the columns that were chosen', async ({ page, yard }) => {
  await yard.place([spec('E2E-EXPORT')]);
  await page.goto(yard.url('/settings/exports'));
  await page.getByLabel('File', { exact: true }).selectOption('csv');
  await page.getByLabel('SKU').check();
  await expect(page).toHaveURL(/columns=sku/);
  await expectAccessible(page);
  await shot(page, 'exports');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('orders.csv');
  const text = await (await import('node:fs/promises')).readFile(await file.path(), 'utf8');
  expect(text.split('\r\n')[0]).toMatch(/^Order number,.*,SKU$/);
  expect(text).toContain('E2E-EXPORT');
});

test('tracking numbers are previewed, taken in once, and refused by line', async ({
  page,
  yard,
}) => {
  const [first, second] = await yard.place([spec('E2E-TRACK'), spec('E2E-TRACK')]);
  const head = 'order_number,carrier,tracking_number\n';
  const put = async (text: string) => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'tracks.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(head + text),
    });
  };
  await page.goto(yard.url('/settings/imports/tracking'));
  await put(`${first?.number},DHL,1Z1\nnot-a-number,DHL,1Z2\n`);
  await expect(page.getByText('1 line cannot be taken').first()).toBeVisible();
  await expect(page.getByText('There is no order with this number.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take it in' })).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, 'tracking_import');
  const good = `${first?.number},DHL,1Z1\n${second?.number},UPS,1Z2\n`;
  await put(good);
  await expect(page.getByText('2 orders are shipped').first()).toBeVisible();
  await page.getByRole('button', { name: 'Take it in' }).click();
  await expect(page.getByText('Tracking numbers taken in').first()).toBeVisible();
  await put(good);
  await expect(page.getByText('2 lines change nothing').first()).toBeVisible();
});

test('the pages speak Korean', async ({ page, yard }) => {
  await setLanguage(page, yard, 'ko');
  for (const [path, title] of [
    ['/settings/documents', '문서'],
    ['/settings/exports', '내보내기'],
    ['/settings/imports/tracking', '운송장 번호 가져오기'],
  ] as const) {
    await page.goto(yard.url(path));
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto(yard.url('/settings/exports?format=csv'));
  await setScheme(page, 'dark');
  await shot(page, 'exports_ko_dark');
  await setLanguage(page, yard, 'en');
});
