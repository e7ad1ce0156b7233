// A client that somebody else generated from Amazon's model, with its own login, reads the sandbox.
import './amazon_elsewhere.mjs';
import { SECTIONS, checkTimes, login, summary } from './shared.mjs';

const { SellingPartnerApiAuth } = await import('@sp-api-sdk/auth');
const { OrdersApiClient } = await import('@sp-api-sdk/orders-api-2026-01-01');

const client = new OrdersApiClient({
    auth: new SellingPartnerApiAuth(login),
    region: 'eu',
    rateLimiting: { retry: true },
});
const orders = [];
let pages = 0;
let paginationToken;
do {
    const { data } = await client.searchOrders({
        createdAfter: '2000-01-01T00:00:00Z',
        includedData: SECTIONS,
        ...(paginationToken ? { paginationToken } : {}),
    });
    orders.push(...data.orders);
    paginationToken = data.pagination?.nextToken;
    pages += 1;
} while (paginationToken);

let looks = 0;
for (const listed of orders.filter((_, index) => index % 10 === 0)) {
    const { data } = await client.getOrder({ orderId: listed.orderId, includedData: SECTIONS });
    if (JSON.stringify(data.order) !== JSON.stringify(listed)) {
        throw new Error(`getOrder and searchOrders differ about ${listed.orderId}`);
    }
    looks += 1;
}
checkTimes(orders);

const refusal = await client.getOrder({ orderId: '000-0000000-0000000' }).catch((error) => error.response);
if (refusal?.status !== 404 || !refusal.data?.errors?.[0]?.code) {
    throw new Error(`an unknown order: ${refusal?.status} ${JSON.stringify(refusal?.data)}`);
}
console.log(JSON.stringify({ pages, looks, orders: orders.map(summary) }));
