// Amazon's own SDK reads the sandbox: login, searchOrders page by page, getOrder for some. Prints what it has read
// as JSON, for contract_test.py to compare with the truth.
import './amazon_elsewhere.mjs';
import { SECTIONS, checkTimes, login, summary } from './shared.mjs';

const { Orders_v2026SpApi: Orders } = await import('@amazon-sp-api-release/amazon-sp-api-sdk-js');

const client = new Orders.ApiClient('https://sellingpartnerapi-eu.amazon.com');
client.enableAutoRetrievalAccessToken(login.clientId, login.clientSecret, login.refreshToken, null);
// Amazon's pace of one call in three minutes is the sandbox's business, not that of this client.
client.disableRateLimiter();

const search = new Orders.SearchOrdersApi(client);
const single = new Orders.GetOrderApi(client);
const orders = [];
let pages = 0;
let paginationToken;
do {
    const page = await search.searchOrders({
        createdAfter: '2000-01-01T00:00:00Z',
        includedData: SECTIONS,
        maxResultsPerPage: 40,
        ...(paginationToken ? { paginationToken } : {}),
    });
    orders.push(...page.orders);
    paginationToken = page.pagination?.nextToken;
    pages += 1;
} while (paginationToken);

let looks = 0;
for (const listed of orders.filter((_, index) => index % 10 === 0)) {
    const { order } = await single.getOrder(listed.orderId, { includedData: SECTIONS });
    if (JSON.stringify(summary(order)) !== JSON.stringify(summary(listed))) {
        throw new Error(`getOrder and searchOrders differ about ${listed.orderId}`);
    }
    looks += 1;
}
checkTimes(orders);
console.log(JSON.stringify({ pages, looks, orders: orders.map(summary) }));
