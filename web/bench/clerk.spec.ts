// A clerk's forty orders by keyboard alone: 24 shipped, 6 in part, 4 refunded, 3 held, 3 canceled.
// Prints keystrokes and seconds. Tracking numbers come from a scanner and are not counted; a chord
// such as Ctrl-Enter counts once.
import { expect, type Page, test } from '../e2e/yard';

class Keyboard {
  strokes = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: string[]) {
    for (const key of keys) {
      this.strokes += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string) {
    this.strokes += text.length;
    await this.page.keyboard.type(text);
  }

  async scan(text: string) {
    await this.page.keyboard.type(text);
  }
}

const drawer = (page: Page) => page.getByRole('dialog');

// In the drawer that is open: wait for its first field, then for its end.
async function opened(page: Page) {
  await expect(drawer(page)).toBeVisible();
  await expect(page.locator('[role=dialog] :focus')).toBeVisible();
}

async function confirm(page: Page, keys: Keyboard) {
  await keys.press('Control+Enter');
  await expect(drawer(page)).toHaveCount(0);
}

async function ship(page: Page, keys: Keyboard, number: number, isPart: boolean) {
  await keys.press('e');
  await opened(page);
  await keys.scan(`JJD0099${String(number).padStart(8, '0')}`);
  if (isPart) {
    await keys.press('Tab', 'Tab', 'Tab');
    await keys.type('1');
  }
  await confirm(page, keys);
}

async function chooseFirstReason(page: Page, keys: Keyboard) {
  await keys.press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
}

test('forty orders by keyboard', async ({ page, yard }) => {
  await yard.addProduct('CLERK-1', 'Ceramic hand grinder', '19.90', 500);
  const line = { sku: 'CLERK-1', quantity: 2, unit_price: '19.90' };
  const sold = await yard.place(Array.from({ length: 4 }, () => ({ lines: [line] })));
  for (const { id } of sold) {
    const packages = [{ is_untracked: true }];
    await yard.api('POST', `/api/v1/orders/${id}/shipments`, { packages, invoice_too: true });
  }
  await yard.passTimeUntil(async () => {
    const rows = await yard.api<{ counts: Record<string, number> }>(
      'GET',
      '/api/v1/stores/acme/follow-ups',
    );
    return rows.counts.seen === sold.length;
  });
  await yard.place(Array.from({ length: 36 }, () => ({ lines: [line] })));

  const keys = new Keyboard(page);
  await page.goto(yard.url('/orders?view=to_ship'));
  await expect(page.locator('tbody tr')).toHaveCount(36);
  const begun = Date.now();
  await keys.press('j', 'o');
  for (let number = 0; number < 36; ++number) {
    await expect(page.getByText(`${number + 1} of 36`)).toBeVisible();
    if (number < 30) {
      await ship(page, keys, number, number >= 24);
    } else if (number < 33) {
      await keys.press('h');
      await opened(page);
      await keys.type('stock');
      await confirm(page, keys);
    } else {
      await keys.press('Shift+C');
      await opened(page);
      await chooseFirstReason(page, keys);
      await confirm(page, keys);
    }
    if (number < 35) {
      await keys.press('j');
    }
  }
  for (const { number } of sold) {
    await keys.press('g', 'o');
    await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
    await keys.press('/');
    await keys.scan(number);
    await keys.press('Enter');
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await keys.press('j', 'o');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
    await keys.press('r');
    await opened(page);
    await chooseFirstReason(page, keys);
    await confirm(page, keys);
  }
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`40 orders: ${keys.strokes} keystrokes, ${seconds} s`);
});
