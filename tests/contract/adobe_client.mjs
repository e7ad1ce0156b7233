// Adobe's own client, integration strategy: OAuth 1.0a with HMAC-SHA256, scope "all", queries encoded its own way.
import { criteria, login, play } from './magento_cycle.mjs';

const { AdobeCommerceHttpClient } = await import('@adobe/aio-commerce-lib-api');
const client = new AdobeCommerceHttpClient({
    auth: {
        consumerKey: login.consumerKey,
        consumerSecret: login.consumerSecret,
        accessToken: login.accessToken,
        accessTokenSecret: login.tokenSecret,
    },
    config: { baseUrl: login.url, flavor: 'paas' },
});

const sent = (body) => (body === undefined ? {} : { json: body });
await play({
    name: 'aio-commerce-lib-api',
    get: (path) => client.get(path).json(),
    list: (path, what) => client.get(path, { searchParams: new URLSearchParams(criteria(what)) }).json(),
    post: (path, body) => client.post(path, sent(body)).json(),
    put: (path, body) => client.put(path, sent(body)).json(),
    delete: (path) => client.delete(path).json(),
    refusal: (promise) => promise.then(
        (body) => ({ status: 200, message: JSON.stringify(body) }),
        async (error) => ({ status: error.response?.status, message: (await error.response?.json())?.message ?? String(error) })),
});
