// Users, roles, integrations, webhooks, the audit trail, and one's own account.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeOf } from './authenticator';
import {
  expect,
  expectAccessible,
  password,
  setLanguage,
  setScheme,
  settled,
  shot,
  test,
} from './yard';

test('a user is added with a one-time password that is shown once', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/users'));
  await page.getByRole('button', { name: 'Add user' }).click();
  await page.getByLabel('Log-in name').fill('min');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('min@example.org');
  await page.getByRole('textbox', { name: 'Full name' }).fill('Min Kim');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByText('Shown just this once').first()).toBeVisible();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByText('min@example.org').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'access-users');
  await page.getByRole('link', { name: 'min' }).first().click();
  await expect(page.getByRole('heading', { name: 'min' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset password' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
  await expect(page.getByText('Shown just this once').first()).toBeVisible();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expectAccessible(page);
  await shot(page, 'access-user');
});

test('a role of one’s own is made of rights and deleted', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/roles'));
  await page.getByRole('button', { name: 'Add role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Night shift');
  await dialog.getByRole('textbox', { name: 'Code' }).fill('night');
  await dialog.getByRole('checkbox', { name: 'Actions', exact: true }).check();
  await expect(dialog.getByRole('checkbox', { name: 'Hold', exact: true })).toBeChecked();
  await expectAccessible(page);
  await shot(page, 'access-role-form');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Night shift').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'access-roles');
  await page.getByRole('button', { name: 'Delete: Night shift' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('cell', { name: 'Night shift' })).toHaveCount(0);
});

test('an integration gets credentials, new ones, and is revoked', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/integrations'));
  await page.getByRole('button', { name: 'Add integration' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('ERP');
  await dialog.getByRole('checkbox', { name: 'Sales', exact: true }).check();
  await dialog.getByRole('button', { name: 'Add integration' }).click();
  await expect(page.getByText('Access token secret').first()).toBeVisible();
  await shot(page, 'access-credentials');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expectAccessible(page);
  await shot(page, 'access-integrations');
  await page.getByRole('button', { name: 'Revoke: ERP' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked', { exact: true }).first()).toBeVisible();
});

test('a webhook is tested, its log shows it, and it is sent again', async ({ page, yard }) => {
  const taken: string[] = [];
  const receiver = createServer((request, response) => {
    taken.push(String(request.headers['x-orderyard-delivery']));
    request.resume();
    response.end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  try {
    await page.goto(yard.url('/settings/webhooks'));
    await page.getByRole('button', { name: 'Add webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Warehouse');
    await dialog.getByRole('textbox', { name: 'Address' }).fill('http://example.org/');
    await dialog.getByRole('button', { name: 'Add webhook' }).click();
    await expect(dialog.getByText('An https address').first()).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${port}/hook`);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add webhook' }).click();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await expectAccessible(page);
    await shot(page, 'access-webhooks');
    await page.getByRole('link', { name: 'Warehouse' }).first().click();
    await page.getByRole('button', { name: 'Send test' }).click();
    await expect(page.getByText('Arrived').first()).toBeVisible();
    expect(taken).toHaveLength(1);
    await page.getByRole('button', { name: /Send again/ }).click();
    await expect.poll(() => taken.length).toBe(2);
    expect(taken[1]).toBe(taken[0]);
    await expectAccessible(page);
    await shot(page, 'access-webhook');
  } finally {
    receiver.close();
  }
});

test('the audit trail is searched, checked and exported', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/audit'));
  await page.getByLabel('What').fill('login');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/event=login/);
  await expect(page.getByRole('cell', { name: 'Signed in' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await expect(page.getByText('The trail is whole').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'access-audit');
  const href = await page.getByRole('link', { name: 'Export as CSV' }).getAttribute('href');
  const file = await page.request.get(new URL(href ?? '', yard.serverUrl).href);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('id,at,actor_kind');
});

test('a long change is folded, and the trail speaks Korean', async ({ page, yard }) => {
  const entry = {
    id: 1,
    at: '2026-01-05T10:00:00Z',
    actor_kind: 'user',
    actor: 'owner',
    address: '127.0.0.1',
    event: 'user_changed',
    subject: 'order 12',
    before: 'role owner, active, en, UTC',
    after: Array.from({ length: 250 }, (_, at) => `order ${at}`).join(', '),
  };
  await page.route('**/api/v1/audit?*', (route) =>
    route.fulfill({ json: { items: [entry], next_before: null } }),
  );
  await setLanguage(page, yard, 'ko');
  await page.goto(yard.url('/settings/audit'));
  await expect(page.getByRole('cell', { name: '주문 12', exact: true })).toBeVisible();
  await expect(page.getByText('− 역할 소유자, 사용 중, 영어, UTC').first()).toBeVisible();
  const row = page.getByRole('row').last();
  await expect.poll(async () => (await row.boundingBox())?.height).toBeLessThan(200);
  await row.getByRole('button', { name: /전체 보기/ }).click();
  await expect(row).toContainText('order 249');
  await setLanguage(page, yard, 'en');
});

test('one’s own account: profile, second factor, sessions', async ({ page, yard }) => {
  await page.goto(yard.url('/account'));
  await page.getByRole('textbox', { name: 'Full name' }).fill('The Owner');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.').first()).toBeVisible();
  await expect(page.getByText('this one').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'access-account');
  await page.getByRole('button', { name: 'Set up second factor' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await page.getByLabel('Code of the app').fill('000000');
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/The code is not the app/).first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'access-second-factor');
});

const pages = ['users', 'roles', 'integrations', 'webhooks', 'audit'] as const;

test('the pages in Korean and in the dark', async ({ page, yard }) => {
  await setLanguage(page, yard, 'ko');
  try {
    for (const name of pages) {
      await page.goto(yard.url(`/settings/${name}`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[가-힣]/);
      await setScheme(page, 'dark');
      await settled(page);
      await shot(page, `access-${name}-ko-dark`);
    }
    await page.goto(yard.url('/account'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('내 계정');
    await shot(page, 'access-account-ko');
  } finally {
    await setScheme(page, 'light');
    await setLanguage(page, yard, 'en');
  }
});

test('a second factor is set up with the app and taken away with the password', async ({
  page,
  yard,
}) => {
  await page.goto(yard.url('/account'));
  await page.getByRole('button', { name: 'Set up second factor' }).click();
  const shown = page.getByRole('dialog').getByText(/^[A-Z2-7]{32}$/);
  const secret = (await shown.textContent()) ?? '';
  await page.getByLabel('Code of the app').fill(codeOf(secret, yard.now()));
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
  await expectAccessible(page);
  await shot(page, 'access-recovery-codes');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('button', { name: 'Remove second factor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill('not my password');
  await dialog.getByRole('button', { name: 'Remove second factor' }).click();
  await expect(dialog.getByText('The password is wrong.').first()).toBeVisible();
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Remove second factor' }).click();
  await expect(page.getByRole('button', { name: 'Set up second factor' })).toBeVisible();
});
