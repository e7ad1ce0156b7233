// The limit of addresses seen in an hour: the page asks, goes on where it stopped, and the owner
// hears of it.
import { ordersSeenPerHour } from './server';
import { expect, expectAccessible, password, setLanguage, test, useSession } from './yard';

const limit = 2;

test.afterEach(async ({ yard }) => {
  await yard.api('PUT', '/api/v1/personal-view-limit', { orders_per_hour: ordersSeenPerHour });
});

test('beyond the limit the page asks for the password and goes on', async ({ page, yard }) => {
  await yard.api('PUT', '/api/v1/personal-view-limit', { orders_per_hour: limit });
  const clerk = await yard.addUser('nora', 'clerk');
  await yard.addProduct('VIEW-1', 'Mug', '7.00', 50);
  const orders = await yard.place(
    Array.from({ length: limit + 1 }, () => ({ lines: [{ sku: 'VIEW-1', quantity: 1 }] })),
  );
  await useSession(page, yard, clerk);
  for (const { id, number } of orders.slice(0, limit)) {
    await page.goto(yard.url(`/orders/${id}`));
    await expect(page.getByText(number).first()).toBeVisible();
  }
  await page.goto(yard.url('/orders'));
  await expect(page.getByText(orders[limit]?.number ?? '').first()).toBeVisible();
  await page.goto(yard.url(`/orders/${orders[limit]?.id}`));
  const dialog = page.getByRole('dialog', { name: 'Confirm that you go on' });
  await expect(dialog.getByText('You have seen the addresses of 2 orders')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill('something else');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByText('The password is wrong.')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(orders[limit]?.number ?? '').first()).toBeVisible();

  await useSession(page, yard, yard.owner);
  await page.goto(yard.url('/'));
  await expect(page.getByText('Confirmed to see 2 more orders')).toBeVisible();
  await page.goto(yard.url('/settings/health'));
  await expect(page.getByText('Many addresses were seen').first()).toBeVisible();
});

test('the owner sets the limit, in Korean as well', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/roles'));
  await page.getByLabel('Orders an hour').fill('120');
  await page.getByRole('combobox', { name: 'Roles without a limit' }).press('ArrowDown');
  await page.getByRole('option', { name: 'Packer' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The limit was saved.')).toBeVisible();
  await expectAccessible(page);
  await setLanguage(page, yard, 'ko');
  await page.goto(yard.url('/settings/roles'));
  await expect(page.getByLabel('시간당 주문 수')).toHaveValue('120');
  const limitNow = await yard.api('GET', '/api/v1/personal-view-limit');
  expect(limitNow).toMatchObject({ orders_per_hour: 120, exempt_roles: ['packer'] });
});
