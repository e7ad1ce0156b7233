// A saved export: chosen, saved with a schedule, made by hand, fetched, changed and deleted.
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, shot, test } from './yard';

test('an export is saved, made, fetched and deleted', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/exports?kind=orders&format=csv'));
  await expect(page.getByText('Nothing is saved yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Save and schedule' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Every Monday');
  await form.getByLabel('Made').selectOption('weekly');
  await form.getByLabel('Time', { exact: true }).fill('06:30');
  await form.getByRole('switch', { name: /Only what has changed/ }).check();
  await form.getByRole('button', { name: /^Save/ }).click();

  await expect(page.getByRole('heading', { name: 'Every Monday' })).toBeVisible();
  await expect(page.getByText(/Every week on Monday at 06:30/)).toBeVisible();
  await page.getByRole('button', { name: 'Make it now' }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 20_000 });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Download/ }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^orders-\d+\.csv$/);
  expect(readFileSync(await file.path(), 'utf8')).toContain('Order number');

  await expectAccessible(page);
  await shot(page, 'saved_export');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Mondays');
  await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { name: 'Mondays' })).toBeVisible();
  await page.getByRole('link', { name: 'Exports' }).first().click();
  await expect(page.getByRole('link', { name: 'Mondays' })).toBeVisible();

  await page.getByRole('link', { name: 'Mondays' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Nothing is saved yet.')).toBeVisible();
});
