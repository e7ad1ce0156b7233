// Nothing in an order's words is ever run, wherever it is shown: sixty kinds of payload in every field
// that Amazon fills, in a store's name, a carrier's and a comment.
import { expect, type Page, test, useSession, Yard } from './yard';

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
const linesEach = 6;

// Each field of an order holds another payload, and over sixty orders each field holds all of them.
function order(at: number) {
  let next = at;
  const word = () => payloads[next++ % payloads.length] ?? '';
  const money = (amount: string) => ({ amount, currencyCode: 'EUR' });
  const address = () => ({
    name: word(),
    companyName: word(),
    addressLine1: word(),
    addressLine2: word(),
    addressLine3: word(),
    city: word(),
    districtOrCounty: word(),
    municipality: word(),
    stateOrRegion: word(),
    postalCode: word(),
    phone: word(),
    countryCode: 'DE',
    addressType: word(),
  });
  const day = 86_400_000;
  const instant = (millis: number) => new Date(Date.now() + millis).toISOString();
  const line = (position: number) => {
    const payload = payloads[(at * linesEach + position) % payloads.length] ?? '';
    return {
      orderItemId: `4689026${String(at * linesEach + position).padStart(7, '0')}`,
      quantityOrdered: 2,
      programs: [payload],
      product: {
        asin: payload.slice(0, 40),
        title: payload,
        sellerSku: payload,
        serialNumbers: [payload],
        condition: {
          conditionType: payload,
          conditionSubtype: payload,
          conditionNote: payload,
        },
        price: { unitPrice: money('5.00'), priceDesignation: payload },
        customization: { customizedUrl: payload },
      },
      promotion: { breakdowns: [{ promotionId: payload }] },
      proceeds: {
        proceedsTotal: money('10.00'),
        breakdowns: [{ type: 'ITEM', subtotal: money('10.00') }],
      },
      cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: payload } },
      fulfillment: {
        quantityFulfilled: position === 0 ? 1 : 0,
        quantityUnfulfilled: position === 0 ? 1 : 2,
        packing: { giftOption: { giftMessage: payload, giftWrapLevel: payload } },
        shipping: { internationalShipping: { iossNumber: payload } },
      },
    };
  };
  return {
    orderId: `302-66${String(at).padStart(5, '0')}-0000001`,
    createdTime: instant(-day),
    lastUpdatedTime: instant(0),
    orderAliases: [{ aliasId: word(), aliasType: word() }],
    programs: [word()],
    associatedOrders: [{ orderId: word(), associationType: 'REPLACEMENT_ORIGINAL_ID' }],
    salesChannel: {
      channelName: 'AMAZON',
      marketplaceId: 'A1PA6795UKMFR9',
      marketplaceName: word(),
    },
    buyer: {
      buyerName: word(),
      buyerEmail: word(),
      buyerCompanyName: word(),
      buyerPurchaseOrderNumber: word(),
    },
    recipient: {
      deliveryAddress: address(),
      deliveryPreference: { dropOffLocation: word(), addressInstruction: word() },
    },
    tax: {
      taxRegistrations: [
        {
          entityType: word(),
          legalName: word(),
          taxRegistrationType: word(),
          taxRegistrationNumber: word(),
          taxRegistrationAddress: address(),
        },
      ],
    },
    payment: {
      paymentExecutions: [
        {
          paymentMethod: word(),
          cardBrand: word(),
          acquirerId: word(),
          paymentAmount: money('60.00'),
        },
      ],
    },
    proceeds: { grandTotal: money('60.00') },
    fulfillment: {
      fulfillmentStatus: 'PARTIALLY_SHIPPED',
      fulfilledBy: 'MERCHANT',
      fulfillmentServiceLevel: word(),
      shipByWindow: { earliestDateTime: instant(-day), latestDateTime: instant(day) },
      deliverByWindow: { earliestDateTime: instant(2 * day), latestDateTime: instant(4 * day) },
    },
    packages: [
      {
        packageReferenceId: '1',
        createdTime: instant(-day),
        shipTime: instant(-day),
        packageStatus: { status: word(), detailedStatus: word() },
        carrier: word(),
        shippingService: word(),
        trackingNumber: word(),
        shipFromAddress: address(),
        packageItems: [{ orderItemId: line(0).orderItemId, quantity: 1 }],
      },
    ],
    orderItems: Array.from({ length: linesEach }, (_, position) => line(position)),
  };
}

// An installation of its own: nobody else's tests meet these words.
const yard = new Yard();

test.beforeAll(async () => {
  await yard.start();
});

test.afterAll(() => {
  yard.stop();
});

test.beforeEach(async ({ page }) => {
  await useSession(page, yard, yard.owner);
});

async function placeAll(): Promise<{ number: string; id: number }[]> {
  const orders = payloads.map((_, at) => order(at));
  for (const one of orders) {
    await yard.control('POST', '/orders', { order: one });
  }
  await yard.sync();
  return Promise.all(
    orders.map(async ({ orderId }) => ({ number: orderId, id: await yard.idOf(orderId) })),
  );
}

// A payload that ran has set the variable, here or from a frame; one that loaded something has asked
// for it.
async function watchHits(page: Page): Promise<string[]> {
  const hits: string[] = [];
  await page.exposeFunction('reportHit', (what: string) => hits.push(what));
  await page.addInitScript(() => {
    const report = (what: string) =>
      (window as unknown as { reportHit: (what: string) => void }).reportHit(what);
    Object.defineProperty(window, '__hit', { set: () => report('a script ran'), get: () => 0 });
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`content policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  page.on('dialog', (dialog) => {
    hits.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (/evil\.example|\/x$/.test(request.url())) {
      hits.push(request.url());
    }
  });
  return hits;
}

test("nothing in an order's words is ever run", async ({ page }) => {
  test.setTimeout(900_000);
  const hits = await watchHits(page);
  const placed = await placeAll();
  const show = async (path: string, text: string) => {
    await page.goto(yard.url(path));
    await expect(page.locator('main')).toContainText(text);
    expect(hits, path).toEqual([]);
  };
  for (const path of ['/orders?page_size=200', '/stores/acme/amazon-orders?page_size=200']) {
    await page.goto(yard.url(path));
    await expect(page.locator('tbody tr').nth(payloads.length - 1)).toBeVisible();
    expect(hits, path).toEqual([]);
  }
  for (const [at, { id, number }] of placed.entries()) {
    const comment = payloads[at] ?? '';
    await yard.api('POST', `/api/v1/orders/${id}/comments`, { comment });
    const given = order(at);
    await show(`/orders/${id}`, given.recipient.deliveryAddress.addressLine1);
    await show(
      `/stores/acme/amazon-orders/${number}`,
      given.recipient.deliveryAddress.addressLine2,
    );
    if (at % (payloads.length / linesEach) === 0) {
      await show(`/orders/${id}?tab=history`, comment);
      await show(`/orders/${id}?tab=shipments`, given.packages[0]?.trackingNumber ?? '');
      await show(`/orders/${id}?tab=amazon`, number);
      const amazon = `/stores/acme/amazon-orders/${number}`;
      await show(`${amazon}?tab=items`, given.orderItems[0]?.product.title ?? '');
      await show(`${amazon}?tab=tracking`, given.packages[0]?.carrier ?? '');
      await page.goto(yard.url(`${amazon}?tab=raw`));
      await expect(page.locator('pre')).toContainText(number);
    }
  }
  expect(hits).toEqual([]);
  // Whoever watches sees.
  await page.evaluate('window.__hit = 1');
  await expect.poll(() => hits).toEqual(['a script ran']);
});

test("a store's name and a carrier's are text", async ({ page }) => {
  test.setTimeout(600_000);
  const hits = await watchHits(page);
  for (const [at, name] of payloads.entries()) {
    const code = `xss-${at}`;
    await yard.api('POST', '/api/v1/stores', {
      code,
      name,
      region: 'eu',
      seller_id: `A2XSS${at}`,
      client_id: 'amzn1.application-oa2-client.xss',
      client_secret: 'amzn1.oa2-cs.v1.xss',
      refresh_token: 'Atzr|xss',
      is_active: false,
    });
    await yard.api('PUT', `/api/v1/carriers/xss_${at}`, { title: name });
  }
  const last = payloads.at(-1) ?? '';
  for (const path of ['/home', '/stores', '/orders', '/settings/views', '/settings/carriers']) {
    await page.goto(yard.url(path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (path !== '/orders') {
      await expect(page.getByText(last, { exact: true }).first()).toBeAttached();
    }
    expect(hits, path).toEqual([]);
  }
  await page.goto(yard.url('/orders'));
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Store', exact: true }).press('ArrowDown');
  await expect(page.getByRole('option', { name: last, exact: true })).toBeVisible();
  expect(hits).toEqual([]);
});
