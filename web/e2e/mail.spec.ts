// Mails: a server is set up and tried, kinds and templates are changed, and the log tells what became of
// each mail. The mail server is one of the test's own.
import { createServer, type Server } from 'node:net';
import { expect, expectAccessible, setLanguage, shot, test, type Yard } from './yard';

class PostBox {
  readonly mails: string[] = [];
  private server: Server | undefined;
  port = 0;

  async start(): Promise<this> {
    this.server = createServer((socket) => {
      let isBody = false;
      let text = '';
      socket.on('error', () => {});
      socket.write('220 post box\r\n');
      socket.on('data', (chunk) => {
        text += chunk.toString();
        if (isBody) {
          const end = text.indexOf('\r\n.\r\n');
          if (end >= 0) {
            this.mails.push(text.slice(0, end));
            text = text.slice(end + 5);
            isBody = false;
            socket.write('250 taken\r\n');
          }
          return;
        }
        for (let end = text.indexOf('\r\n'); end >= 0 && !isBody; end = text.indexOf('\r\n')) {
          const line = text.slice(0, end);
          text = text.slice(end + 2);
          if (line.startsWith('DATA')) {
            isBody = true;
            socket.write('354 go\r\n');
          } else if (line.startsWith('RCPT TO:<nobody@')) {
            socket.write('550 5.1.1 no such mailbox\r\n');
          } else {
            socket.write('250 ok\r\n');
          }
        }
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    return this;
  }

  stop() {
    this.server?.close();
  }
}

async function setUp(yard: Yard, port: number) {
  await yard.api('PUT', '/api/v1/mail-settings/server', {
    host: 'localhost',
    port,
    security: 'none',
    sender_address: 'shop@example.com',
  });
}

test('a mail server is set up and tried', async ({ page, yard }) => {
  await yard.api('DELETE', '/api/v1/mail-settings/server');
  const box = await new PostBox().start();
  await page.goto(yard.url('/settings/mail'));
  await expect(page.getByText('No mail server is set up').first()).toBeVisible();
  await page.getByLabel(/^Server( \*)?$/).fill('localhost');
  await page.getByLabel('Port').fill(String(box.port));
  await page.getByLabel('Encryption').selectOption('none');
  await page.getByLabel('Sender’s address').fill('not an address');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Sender’s address').fill('shop@example.com');
  await page.getByLabel('Sender’s name').fill('홍상점');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The mail server is saved.').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'mail-server');
  await page.getByRole('button', { name: 'Send a test mail' }).click();
  await page.getByLabel('To', { exact: true }).fill('nobody@example.com');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Send a test mail/ })
    .click();
  await expect(page.getByText(/no such mailbox/).first()).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('me@example.com');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Send a test mail/ })
    .click();
  await expect(page.getByText('The mail server took the test mail.').first()).toBeVisible();
  expect(box.mails).toHaveLength(1);
  box.stop();
});

test('a kind of mail is changed for one store view', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/mail?tab=kinds'));
  await page.getByRole('button', { name: 'Change: Shipment', exact: true }).click();
  await page.getByLabel('Copies to (one address a line)').fill('a@example.com\nwrong');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Write an address such as shop@example.com.').first()).toBeVisible();
  await page.getByLabel('Copies to (one address a line)').fill('a@example.com\nb@example.com');
  await page.getByLabel('Language of the built-in template').selectOption('ko');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('cell', { name: 'a@example.com, b@example.com' })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'mail-kinds');
});

test('a template is written, checked and shown', async ({ page, yard }) => {
  await page.goto(yard.url('/settings/mail?tab=templates&kind=invoice&audience=guest'));
  // Read from outside: nothing runs inside the frame, not even the test's own script. A frame that
  // has just been made has no body yet.
  const shown = () =>
    page.evaluate(() => document.querySelector('iframe')?.contentDocument?.body?.textContent ?? '');
  await expect.poll(shown).toContain('Desk lamp, brass');
  await expect.poll(shown).toContain('Invoice 000000021');
  await expectAccessible(page);
  await shot(page, 'mail-template');
  await page.getByLabel('Subject').fill('Bill {{nothing}}');
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByText(/there is no variable nothing/).first()).toBeVisible();
  await page.getByLabel('Subject').fill('Bill {{document_number}}');
  await page.getByRole('button', { name: 'Show preview' }).click();
  await expect(page.getByText('Bill 000000021').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByText('Your own', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to the built-in template' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Back to the built-in template/ })
    .click();
  await expect(page.getByText('Built in', { exact: true }).first()).toBeVisible();
});

test('the log tells what became of each mail', async ({ page, yard }) => {
  const box = await new PostBox().start();
  await setUp(yard, box.port);
  const [order] = await yard.place([{ lines: [{ sku: 'M-1', quantity: 1 }] }]);
  await yard.api('POST', `/api/v1/orders/${order?.id}/channel-messages`, {
    kind: 'confirm_order',
    text: 'Blue or green?',
  });
  await page.goto(yard.url('/settings/mails?kind=message'));
  const row = page
    .locator('tbody tr')
    .filter({ has: page.locator(`a[href$="/orders/${order?.id}"]`) });
  await expect(row.getByText('Sent', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'mails');
  await row.getByRole('link').first().click();
  await expect(page.getByText('Blue or green?').first()).toBeVisible();
  await setLanguage(page, yard, 'ko');
  await page.reload();
  await expect(page.getByText('발송한 내용').first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, 'mail-ko');
  box.stop();
});
