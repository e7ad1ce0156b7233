// magento2-rest-client knows products and categories only, signs with HMAC-SHA1, and fills the placeholders of
// refusals in by itself.
import assert from 'node:assert/strict';
import { login } from './magento_cycle.mjs';

const { Magento2Client } = (await import('magento2-rest-client')).default;
const client = Magento2Client({
    url: `${login.url}/rest`,
    consumerKey: login.consumerKey,
    consumerSecret: login.consumerSecret,
    accessToken: login.accessToken,
    accessTokenSecret: login.tokenSecret,
});
const sku = process.env.SKU;
const why = (promise) => promise.then((body) => `no refusal: ${JSON.stringify(body)}`, (error) => String(error));

const listed = await client.products.list(`&searchCriteria[filter_groups][0][filters][0][field]=sku`
    + `&searchCriteria[filter_groups][0][filters][0][value]=${sku}`);
assert.equal(listed.totalCount, 1);
assert.equal(listed.items[0].sku, sku);

const made = await client.products.create({
    product: {
        sku: 'LAMP-2', name: 'Second lamp', price: 12.5, status: 1, type_id: 'simple', attribute_set_id: 4, weight: 1,
        extension_attributes: { stock_item: { qty: 7, is_in_stock: true } },
        custom_attributes: [{ attribute_code: 'url_key', value: 'second-lamp' }],
    },
});
assert.deepEqual([made.sku, made.name, made.price, made.extensionAttributes.stockItem.qty],
    ['LAMP-2', 'Second lamp', 12.5, 7]);
const changed = await client.products.update('LAMP-2', { product: { name: 'Desk lamp', price: 13, status: 2 } });
assert.deepEqual([changed.id, changed.name, changed.price, changed.status], [made.id, 'Desk lamp', 13, 2]);
assert.equal(await client.products.delete('LAMP-2'), true);
assert.match(await why(client.products.update('LAMP-2', { product: { price: 'much' } })), /invalid/);
assert.match(await why(client.products.delete('LAMP-2')), /doesn't exist/);
assert.match(await why(client.products.create({})), /"product" is required/);

const categories = await client.categories.list();
assert.ok(categories.id > 0 && Array.isArray(categories.childrenData));
console.log(JSON.stringify({ played: 'magento2-rest-client' }));
