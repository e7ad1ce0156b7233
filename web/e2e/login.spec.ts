// Signing in, signing out, language.
import { codeOf } from './authenticator';
import { expect, expectAccessible, type Page, password, shot, test, useSession } from './yard';

test('a person signs in and comes back to the page that was asked for', async ({
  signedOutPage: page,
  yard,
}) => {
  await page.goto(yard.url('/orders?q=nothing'));
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'login-en');
  await page.getByLabel('User name').fill('owner');
  await page.getByLabel('Password').fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('wrong');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await expect(page).toHaveURL(/\/orders\?q=nothing/);
});

test('a one-time password is changed first, and typed once', async ({
  signedOutPage: page,
  yard,
}) => {
  const made = JSON.parse(
    yard.cli('--json', 'user', 'add', 'newcomer', '--email', 'n@example.org', '--role', 'clerk'),
  );
  const oneTime = made.one_time_password ?? made.password;
  await page.goto(yard.url('/'));
  await page.getByLabel('User name').fill('newcomer');
  await page.getByLabel('Password').fill(oneTime);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Choose your own password' })).toBeVisible();
  await expect(page.getByLabel('Password you were given')).toHaveCount(0);
  await page.getByLabel('New password', { exact: true }).fill('two parcels and a pallet');
  await page.getByLabel('New password again').fill('two parcels and a pallet');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('who signs in for the first time keeps the language of the log-in page, and the zone of the browser', async ({
  signedOutPage: page,
  yard,
}) => {
  const made = JSON.parse(
    yard.cli('--json', 'user', 'add', 'jiwoo', '--email', 'j@example.org', '--role', 'clerk'),
  );
  await page.goto(yard.url('/'));
  await page.getByText('한국어').click();
  await page.getByLabel('사용자 이름').fill('jiwoo');
  await page
    .getByRole('textbox', { name: '비밀번호' })
    .fill(made.one_time_password ?? made.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('새 비밀번호', { exact: true }).fill('two parcels and a pallet');
  await page.getByLabel('새 비밀번호 확인').fill('two parcels and a pallet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: '주문', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: '주문', exact: true })).toBeVisible();
  // Somebody added by the command line has UTC, which nobody chose.
  await page.goto(yard.url('/account'));
  await expect(page.getByRole('combobox', { name: '시간대' })).toHaveValue('Europe/Berlin');
});

test('Korean is one click away, also before signing in', async ({ signedOutPage: page, yard }) => {
  await page.goto(yard.url('/'));
  await page.getByText('한국어').click();
  await expect(page.getByRole('heading', { name: '로그인' })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'login-ko');
});

test('the rail, the palette and the list of keys work by keyboard', async ({ page, yard }) => {
  await page.goto(yard.url('/orders'));
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Go to, or type an order number')).toBeFocused();
  await page.keyboard.type('302-123');
  await page.getByText('Find "302-123" among the orders').click();
  await expect(page).toHaveURL(/orders\?q=302-123/);
});

async function signInAgain(page: Page, name: string) {
  await expect(page.getByText('You were signed out.', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await expect(page).toHaveURL(/view=late/);
}

test('when the session ends under a page, signing in again goes on where one was', async ({
  signedOutPage: page,
  yard,
}) => {
  const session = await yard.addUser('clerk-again', 'clerk');
  await useSession(page, yard, session);
  // The stream of news would tell at once; here the click does.
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.goto(yard.url('/orders'));
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await yard.api('DELETE', '/api/v1/session', undefined, session);
  await page.getByRole('button', { name: /^Late/ }).click();
  await signInAgain(page, 'clerk-again');
});

// The counts of the tabs are asked for every minute.
test('the end of a session is noticed by a page that nobody touches', async ({
  signedOutPage: page,
  yard,
}) => {
  const session = await yard.addUser('clerk-idle', 'clerk');
  await useSession(page, yard, session);
  await page.clock.install();
  await page.goto(yard.url('/orders?view=late'));
  await expect(page.getByRole('button', { name: /^To ship \d/ })).toBeVisible();
  await yard.api('DELETE', '/api/v1/session', undefined, session);
  await page.clock.fastForward('01:01');
  await signInAgain(page, 'clerk-idle');
});

test('an account with a second factor is asked for its code', async ({
  signedOutPage: page,
  yard,
}) => {
  const session = await yard.addUser('careful', 'clerk');
  const path = '/api/v1/session/second-factor';
  const { secret } = await yard.api<{ secret: string }>('POST', path, {}, session);
  const { recovery_codes } = await yard.api<{ recovery_codes: string[] }>(
    'POST',
    `${path}/confirm`,
    { code: codeOf(secret, yard.now()) },
    session,
  );
  await page.goto(yard.url('/'));
  await page.getByLabel('User name').fill('careful');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Six-digit code');
  await expect(code).toBeFocused();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, 'login-second-factor');
  await code.fill('not one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await code.fill(recovery_codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  // The same code once more is no key.
  await page.context().clearCookies();
  await page.goto(yard.url('/'));
  await page.getByLabel('User name').fill('careful');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await code.fill(recovery_codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
});

test('a new version is noticed, not forced', async ({ page, yard }) => {
  let version = '"one"';
  await page.route('**/admin/', (route) =>
    route.request().method() === 'HEAD'
      ? route.fulfill({ status: 200, headers: { etag: version } })
      : route.continue(),
  );
  await page.clock.install();
  const looks = () => page.waitForResponse((answer) => answer.request().method() === 'HEAD');
  const first = looks();
  await page.goto(yard.url('/orders'));
  await first;
  const band = page.getByText('A new version of Orderyard is there.');
  const second = looks();
  await page.clock.fastForward('05:01');
  await second;
  await expect(band).toHaveCount(0);
  version = '"two"';
  await page.clock.fastForward('05:01');
  await expect(band).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(band).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
});

test('a packer sees what a packer may, and no more', async ({ signedOutPage: page, yard }) => {
  await useSession(page, yard, await yard.addUser('packer-here', 'packer'));
  await page.goto(yard.url('/'));
  const rail = page.getByRole('navigation', { name: 'Main' });
  await expect(rail.getByRole('link', { name: 'Orders' })).toBeVisible();
  await expect(rail.getByRole('link', { name: 'Customers' })).toHaveCount(0);
  await page.goto(yard.url('/settings/users'));
  await expect(page.getByText('You do not have the right to this page.')).toBeVisible();
  await expect(page.getByText('Your role is “Packer”', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add user' })).toHaveCount(0);
  await expectAccessible(page);
});
