// Home: what needs somebody now, and that it comes by itself.
import { expect, expectAccessible, setLanguage, setScheme, shot, test } from './yard';

test('work that waits, sales and the sync, in both languages and themes', async ({
  page,
  yard,
}) => {
  const [first] = await yard.place([
    { lines: [{ sku: 'HOME-1', quantity: 2, title: 'Desk lamp' }] },
    { lines: [{ sku: 'HOME-2', quantity: 1 }] },
  ]);
  await page.goto(yard.url('/home'));
  await expect(page.getByRole('heading', { name: /Orders with an exception/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Amazon sync' })).toBeVisible();
  await expect(page.getByText(/€/).first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'home-en');
  await setScheme(page, 'dark');
  await shot(page, 'home-dark');
  await page.getByRole('link', { name: 'Show all' }).last().click();
  await expect(page).toHaveURL(/orders\?view=/);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();

  // It comes by itself: nobody touches the page.
  await yard.control('POST', `/orders/${first?.number}/request-cancel`, {});
  await yard.sync();
  await expect(page.getByRole('heading', { name: /^The buyer asked to cancel/ })).toBeVisible();

  await setLanguage(page, yard, 'ko');
  await page.reload();
  await expect(page.getByRole('heading', { name: '홈', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'home-ko');
  await setLanguage(page, yard, 'en');
});

test('a hold by somebody else shows in the grid by itself', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'LIVE-1', quantity: 1 }] }]);
  await page.goto(yard.url('/orders?q=LIVE-1'));
  await expect(page.getByText(order?.number ?? 'none').first()).toBeVisible();
  const held = page.locator('tbody').getByText('On hold');
  await expect(held).toHaveCount(0);
  await yard.api('POST', `/api/v1/orders/${order?.id}/hold`, { reason: 'count the stock' });
  await expect(held).toBeVisible();
  // The command line is another process.
  yard.cli('orders', 'unhold', String(order?.number));
  await expect(held).toHaveCount(0);
});

test('what is held is not to be shipped today, and not forgotten', async ({ page, yard }) => {
  const lines = [{ sku: 'HELD-1', quantity: 1 }];
  const made = await yard.control<{ order: { fulfillment: object } }>('POST', '/orders', { lines });
  const number = '302-8880001-0000001';
  // The last moment has passed, at whatever time of the day this runs.
  const at = (ago: number) => new Date(yard.now() - ago * 3_600_000).toISOString();
  const shipByWindow = { earliestDateTime: at(9), latestDateTime: at(1) };
  await yard.control('POST', '/orders', {
    order: {
      ...made.order,
      orderId: number,
      fulfillment: { ...made.order.fulfillment, shipByWindow },
    },
  });
  await yard.sync();
  const id = await yard.idOf(number);
  await yard.api('POST', `/api/v1/orders/${id}/hold`, { reason: 'count the stock' });
  await page.goto(yard.url('/home'));
  const held = page.locator('section').filter({ hasText: 'On hold, but due today or late' });
  await expect(held).toContainText(number);
  for (const name of ['To ship by today', 'Late: the last moment to ship has passed']) {
    await expect(page.locator('section').filter({ hasText: name }).getByText(number)).toHaveCount(
      0,
    );
  }
  await expectAccessible(page);
  await held.getByRole('link', { name: 'Show all' }).click();
  await expect(page).toHaveURL(/view=held_due/);
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(page.getByText(number)).toBeVisible();
  await page.goto(yard.url('/orders?view=late'));
  await expect(page.getByRole('button', { name: /^On hold and due/ })).toBeVisible();
  await expect(page.getByText(number)).toHaveCount(0);
  await yard.api('POST', `/api/v1/orders/${id}/unhold`);
  await expect(page.getByText(number)).toBeVisible();
});

test('views are kept, shared and named once; preferences are one user’s own', async ({ yard }) => {
  const clerk = await yard.addUser('viewer', 'clerk');
  const body = { page: 'orders', name: 'Mine', query: 'late=1', columns: ['number', 'total'] };
  const made = await yard.api<{ id: number; is_mine: boolean }>('POST', '/api/v1/views', body);
  await expect(yard.api('POST', '/api/v1/views', body)).rejects.toThrow('"field":"name"');
  type Views = { items: { id: number; is_mine: boolean; columns: string[] }[] };
  const seen = () => yard.api<Views>('GET', '/api/v1/views?page=orders', undefined, clerk);
  expect((await seen()).items).toEqual([]);
  await yard.api('PUT', `/api/v1/views/${made.id}`, { ...body, is_shared: true });
  expect((await seen()).items).toMatchObject([
    { id: made.id, is_mine: false, columns: ['number', 'total'] },
  ]);
  await expect(yard.api('DELETE', `/api/v1/views/${made.id}`, undefined, clerk)).rejects.toThrow(
    '404',
  );
  await yard.api('DELETE', `/api/v1/views/${made.id}`);
  expect((await seen()).items).toEqual([]);

  await yard.api('PUT', '/api/v1/preferences/grid.orders', { value: { size: 100 } });
  expect(await yard.api('GET', '/api/v1/preferences/grid.orders')).toEqual({
    value: { size: 100 },
  });
  expect(await yard.api('GET', '/api/v1/preferences/grid.orders', undefined, clerk)).toEqual({
    value: null,
  });
  await expect(yard.api('PUT', '/api/v1/preferences/UPPER', { value: {} })).rejects.toThrow(
    '"field":"key"',
  );
});

test('two people on one order are told of each other', async ({ page, yard }) => {
  const [order] = await yard.place([{ lines: [{ sku: 'PAIR-1', quantity: 1 }] }]);
  const other = await yard.addUser('second', 'clerk');
  const path = `/api/v1/orders/${order?.id}/presence`;
  await yard.api('POST', path, { editing: 'ship' }, other);
  const answer = await yard.api<{ others: { name: string; editing: string }[] }>('POST', path, {});
  expect(answer.others).toMatchObject([{ name: 'second', editing: 'ship' }]);
  await page.goto(yard.url(`/orders/${order?.id}`));
  await expect(page.getByText(/second/).first()).toBeVisible();
  await yard.api('DELETE', path, undefined, other);
  const alone = await yard.api<{ others: unknown[] }>('POST', path, {});
  expect(alone.others).toEqual([]);
});
