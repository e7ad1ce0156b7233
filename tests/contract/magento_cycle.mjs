// A seller's day as a connector for Magento plays it, whatever client library carries the calls: lists with filters
// and pages, reads, comment, hold, invoice, shipment with a track, refund, cancel, products, stock, customers.
import assert from 'node:assert/strict';

export const login = {
    url: process.env.YARD_URL,
    consumerKey: process.env.CONSUMER_KEY,
    consumerSecret: process.env.CONSUMER_SECRET,
    accessToken: process.env.ACCESS_TOKEN,
    tokenSecret: process.env.ACCESS_TOKEN_SECRET,
};

const [first, second] = (process.env.ORDERS ?? '').split(',');
const sku = process.env.SKU;

// The members of searchCriteria by their bracketed names, for clients that leave the query to their user.
export function criteria({ filters = [], sort = [], pageSize, page }) {
    const pairs = [];
    filters.forEach(([field, value, condition = 'eq'], group) => {
        const at = `searchCriteria[filter_groups][${group}][filters][0]`;
        pairs.push([`${at}[field]`, field], [`${at}[value]`, value], [`${at}[condition_type]`, condition]);
    });
    sort.forEach(([field, direction], index) => {
        pairs.push([`searchCriteria[sort_orders][${index}][field]`, field]);
        pairs.push([`searchCriteria[sort_orders][${index}][direction]`, direction]);
    });
    if (pageSize) pairs.push(['searchCriteria[pageSize]', String(pageSize)]);
    if (page) pairs.push(['searchCriteria[currentPage]', String(page)]);
    return pairs.length ? pairs : [['searchCriteria', 'all']];
}

// `shop`: get(path), list(path, asked), post, put, delete (path, body): the parsed answers of 200s; a refusal throws
// what `refusal(error)` turns into {status, message}.
export async function workTheDay(shop) {
    await readLists(shop);
    const order = await findOrder(shop, first);
    await talkAndHold(shop, order.entity_id);
    await bill(shop, order);
    await ship(shop, order);
    await refund(shop, order);
    await cancel(shop, await findOrder(shop, second));
    await readStock(shop);
    await readCustomers(shop);
    await meetRefusals(shop);
}

async function readLists(shop) {
    const all = await shop.list('orders', { pageSize: 1, page: 1, sort: [['entity_id', 'ASC']] });
    assert.equal(all.items.length, 1);
    assert.ok(all.total_count >= 2, `only ${all.total_count} orders`);
    const next = await shop.list('orders', { pageSize: 1, page: 2, sort: [['entity_id', 'ASC']] });
    assert.ok(next.items[0].entity_id > all.items[0].entity_id);
    const past = await shop.list('orders', { pageSize: 50, page: 99 });
    assert.deepEqual([past.items, past.total_count], [[], all.total_count]);
    const recent = await shop.list('orders', {
        filters: [['updated_at', '2000-01-01 00:00:00', 'gt'], ['status', 'pending,processing,complete', 'in']],
        sort: [['updated_at', 'ASC']],
        pageSize: 100,
    });
    assert.ok(recent.items.length >= 1);
    const nobody = await shop.list('orders', { filters: [['customer_email', 'a b+c@example.org', 'eq']] });
    assert.equal(nobody.total_count, 0);
}

async function findOrder(shop, number) {
    const found = await shop.list('orders', { filters: [['ext_order_id', number]], pageSize: 5 });
    assert.equal(found.total_count, 1, `${number} is not listed once`);
    const order = await shop.get(`orders/${found.items[0].entity_id}`);
    assert.equal(order.ext_order_id, number);
    assert.ok(order.billing_address.street[0].length > 0);
    assert.ok(order.extension_attributes.shipping_assignments[0].shipping.address);
    const lines = await shop.list('orders/items', { filters: [['order_id', String(order.entity_id)]] });
    assert.equal(lines.items[0].sku, sku);
    return order;
}

async function talkAndHold(shop, id) {
    const comment = { comment: 'to be packed first', is_customer_notified: 0, is_visible_on_front: 0 };
    assert.equal(await shop.post(`orders/${id}/comments`, { statusHistory: comment }), true);
    const comments = await shop.get(`orders/${id}/comments`);
    assert.ok(comments.items.some((each) => each.comment === 'to be packed first'));
    assert.equal(await shop.post(`orders/${id}/hold`), true);
    assert.equal(await shop.get(`orders/${id}/statuses`), 'holded');
    assert.equal((await shop.refusal(shop.post(`order/${id}/ship`, {}))).status, 400);
    assert.equal(await shop.post(`orders/${id}/unhold`), true);
}

async function bill(shop, order) {
    const line = order.items[0].item_id;
    const id = await shop.post(`order/${order.entity_id}/invoice`, {
        capture: false, items: [{ order_item_id: line, qty: 1 }], notify: false,
    });
    const invoice = await shop.get(`invoices/${Number(id)}`);
    assert.deepEqual([invoice.order_id, invoice.state, invoice.total_qty], [order.entity_id, 2, 1]);
    assert.ok(invoice.items[0].entity_id > 0 && invoice.items[0].order_item_id === line);
    const listed = await shop.list('invoices', { filters: [['order_id', String(order.entity_id)]] });
    assert.equal(listed.items[0].increment_id, invoice.increment_id);
    assert.equal((await shop.get(`orders/${order.entity_id}`)).state, 'processing');
}

async function ship(shop, order) {
    const id = await shop.post(`order/${order.entity_id}/ship`, {
        items: [{ orderItemId: order.items[0].item_id, qty: '2.0000' }],
        tracks: [{ track_number: '00340434', title: 'DHL', carrier_code: 'dhl' }],
        notify: 1,
    });
    const shipment = await shop.get(`shipment/${Number(id)}`);
    assert.equal(shipment.tracks[0].track_number, '00340434');
    assert.ok(shipment.items[0].entity_id > 0);
    const track = await shop.post('shipment/track', {
        entity: { order_id: order.entity_id, parent_id: Number(id), track_number: '2', title: 'UPS', carrier_code: 'ups' },
    });
    assert.equal(await shop.delete(`shipment/track/${track.entity_id}`), true);
    const listed = await shop.list('shipments', { filters: [['order_id', String(order.entity_id)]] });
    assert.equal(listed.total_count, 1);
    assert.equal((await shop.get(`orders/${order.entity_id}`)).items[0].qty_shipped, 2);
}

async function refund(shop, order) {
    const line = order.items[0].item_id;
    const id = await shop.post(`order/${order.entity_id}/refund`, {
        items: [{ order_item_id: line, qty: 1 }],
        arguments: { shipping_amount: 0, extension_attributes: { return_to_stock_items: [line] } },
    });
    const memo = await shop.get(`creditmemo/${Number(id)}`);
    assert.equal(memo.items[0].qty, 1);
    assert.ok(memo.items[0].entity_id > 0);
    const listed = await shop.list('creditmemos', { filters: [['order_id', String(order.entity_id)]] });
    assert.equal(listed.items[0].grand_total, memo.grand_total);
    assert.equal((await shop.get(`orders/${order.entity_id}`)).items[0].qty_refunded, 1);
}

// The channel is asked; the order is canceled once it agrees, which connectors_test.py waits for.
async function cancel(shop, order) {
    assert.equal(await shop.post(`orders/${order.entity_id}/cancel`), true);
    assert.notEqual((await shop.get(`orders/${order.entity_id}`)).state, 'complete');
}

async function readStock(shop) {
    const products = await shop.list('products', { filters: [['sku', `${sku.slice(0, 3)}%`, 'like']], pageSize: 10 });
    assert.ok(products.items.some((each) => each.sku === sku));
    const product = await shop.get(`products/${encodeURIComponent(sku)}`);
    assert.ok(product.extension_attributes.stock_item.qty > 0);
    const before = (await shop.get(`stockItems/${encodeURIComponent(sku)}`)).qty;
    await shop.put(`products/${encodeURIComponent(sku)}/stockItems/1`, { stockItem: { qty: before + 5, is_in_stock: true } });
    assert.equal((await shop.get(`stockItems/${encodeURIComponent(sku)}`)).qty, before + 5);
    const items = await shop.list('inventory/source-items', { filters: [['sku', sku]] });
    assert.equal(items.items[0].quantity, before + 5);
    await shop.post('inventory/source-items', {
        sourceItems: [{ sku, source_code: 'default', quantity: before, status: 1 }],
    });
    const low = await shop.get(`stockItems/lowStock/?scopeId=0&qty=100000&currentPage=1&pageSize=10`);
    assert.ok(low.items.length >= 1);
}

async function readCustomers(shop) {
    const customers = await shop.list('customers/search', { filters: [['store_id', '1,2,3', 'in']], pageSize: 20 });
    assert.equal(customers.total_count, customers.items.length);
    const groups = await shop.list('customerGroups/search', {});
    assert.ok(groups.items.some((each) => each.code === 'General'));
    const modules = await shop.get('modules');
    assert.ok(modules.includes('Magento_Sales'));
    const configs = await shop.get('store/storeConfigs');
    assert.ok(configs[0].base_currency_code);
}

async function meetRefusals(shop) {
    const unknown = await shop.refusal(shop.get('orders/99999999'));
    assert.equal(unknown.status, 404);
    assert.match(unknown.message, /entity that was requested/);
    const field = await shop.refusal(shop.list('orders', { filters: [['shoe_size', '42']] }));
    assert.equal(field.status, 400);
    assert.equal((await shop.refusal(shop.get('shoes/1'))).status, 404);
}

export async function play(shop) {
    await workTheDay(shop);
    console.log(JSON.stringify({ played: shop.name, orders: [first, second] }));
}
