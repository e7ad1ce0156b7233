// The npm client magento-api-rest: OAuth 1.0a, HMAC-SHA1 or, with DIGEST=256, HMAC-SHA256.
import { login, play } from './magento_cycle.mjs';

const { default: Magento } = (await import('magento-api-rest')).default;
const client = new Magento({ ...login, sha: Number(process.env.DIGEST ?? 1) });

// Its shorthand has equality only; the long form says the rest.
function asked({ filters = [], sort = [], pageSize, page }) {
    return {
        filter_groups: filters.map(([field, value, condition_type = 'eq']) => (
            { filters: [{ field, value, condition_type }] })),
        sort_orders: sort.map(([field, direction]) => ({ field, direction: direction.toLowerCase() })),
        ...(pageSize ? { page_size: pageSize } : {}),
        ...(page ? { current_page: page } : {}),
    };
}

const data = (answer) => answer.then(({ data: body }) => body);
const shop = {
    name: `magento-api-rest ${process.env.DIGEST ?? 1}`,
    // It appends "?searchCriteria" to whatever it reads, so a query of our own needs its parameters.
    get: (path) => data(path.includes('?') ? client._formRequest('GET', path) : client.get(path)),
    // Without any criteria it appends them by itself.
    list: (path, what) => data(Object.keys(what).length ? client.get(path, asked(what)) : client.get(path)),
    post: (path, body) => data(client.post(path, body)),
    put: (path, body) => data(client.put(path, body)),
    delete: (path) => data(client.delete(path)),
    refusal: (promise) => promise.then(
        (body) => ({ status: 200, message: JSON.stringify(body) }),
        (error) => ({ status: error.response?.status, message: error.response?.data?.message ?? String(error) })),
};

// The shorthand, as its README shows it.
const short = await data(client.get('orders', {
    $from: '2000-01-01 00:00:00', $to: '2100-01-01 00:00:00', $sort: { created_at: 'desc' }, $perPage: 200, $page: 1,
    $or: [{ status: 'pending' }, { status: 'processing' }],
}));
if (short.search_criteria.filter_groups.length !== 3 || short.items.length < 1) {
    throw new Error(`the shorthand found ${JSON.stringify(short).slice(0, 300)}`);
}
await play(shop);
