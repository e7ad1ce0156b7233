// Nothing in an order's words is ever run, wherever it is shown.
import { expect, test } from './yard';

const kinds = [
  '<script>window.__hit=1</script>',
  '"><script>window.__hit=1</script>',
  '<img src=x onerror=window.__hit=1>',
  '<svg onload=window.__hit=1>',
  '<iframe srcdoc="<script>parent.__hit=1</script>">',
  '<body onload=window.__hit=1>',
  '<input autofocus onfocus=window.__hit=1>',
  '<details open ontoggle=window.__hit=1>',
  '<video><source onerror=window.__hit=1>',
  '<math><mi xlink:href="javascript:window.__hit=1">x',
  '<a href="javascript:window.__hit=1">x</a>',
  'javascript:window.__hit=1',
  '{{constructor.constructor("window.__hit=1")()}}',
  `\${window.__hit=1}`,
  '<style>@import "//evil.example"</style>',
  '<link rel=stylesheet href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href=//evil.example/>',
  '<form action=//evil.example><button>x',
  '<object data="data:text/html,<script>parent.__hit=1</script>">',
];

// Bare, out of an attribute, and out of a text element.
const payloads = kinds.flatMap((kind) => [kind, `'">${kind}`, `</textarea></title>${kind}`]);

test("nothing in an order's words is ever run", async ({ page, yard }) => {
  test.setTimeout(240_000);
  const reports: string[] = [];
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective}`);
    });
  });
  page.on('dialog', (dialog) => {
    reports.push(dialog.message());
    void dialog.dismiss();
  });
  const placed = await yard.place(
    payloads.map((text, at) => ({
      buyer_name: text.slice(0, 60),
      lines: [
        { sku: `XSS-${at}`, title: text, quantity: 1, unit_price: '1.00', gift_message: text },
      ],
    })),
  );
  await page.goto(yard.url('/orders?page_size=200'));
  await expect(page.locator('tbody tr').first()).toBeVisible();
  for (const { id } of placed) {
    await yard.api('POST', `/api/v1/orders/${id}/comments`, {
      comment: payloads[id % payloads.length],
    });
    await page.goto(yard.url(`/orders/${id}`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('#');
  }
  expect(await page.evaluate('window.__hit')).toBeUndefined();
  expect(reports).toEqual([]);
});
