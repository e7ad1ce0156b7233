// The focus of whoever works by keyboard: what opens and closes gives it back where it was.
import { expect, test } from './yard';

test('forms and menus give the focus back, and Esc in a menu only closes the menu', async ({
  page,
  yard,
}) => {
  const [order] = await yard.place([{ lines: [{ sku: 'KEYS-1', quantity: 1 }] }]);
  await page.goto(yard.url(`/orders/${order?.id}`));
  const hold = page.getByRole('button', { name: 'Hold', exact: true });
  await hold.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Why')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(hold).toBeFocused();

  const more = page.getByRole('button', { name: 'More actions' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/orders/${order?.id}$`));
  await expect(more).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Comment on/ });
  await expect(dialog.getByLabel('Comment', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('the exceptions bench begins where one works', async ({ page, yard }) => {
  await yard.place([{ lines: [{ sku: 'NOBODY-KNOWS-1', quantity: 1 }] }]);
  await page.goto(yard.url('/exceptions?sku=NOBODY-KNOWS-1'));
  const fix = page.getByRole('button', { name: 'Fix' }).first();
  await fix.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('How')).toBeFocused();
  await expect(dialog.getByText('Name the product of yours.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(fix).toBeFocused();
});
