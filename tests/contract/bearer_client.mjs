// Most connectors are no more than this: an access token as bearer, snake case or literal brackets, Node's fetch.
import { criteria, login, play } from './magento_cycle.mjs';

async function call(method, path, body) {
    const response = await fetch(`${login.url}/rest/default/V1/${path}`, {
        method,
        headers: {
            Authorization: `Bearer ${login.accessToken}`,
            'Content-Type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (response.status !== 200) {
        throw Object.assign(new Error(`${method} ${path}: ${response.status}`), { status: response.status, answer });
    }
    return answer;
}

const query = (pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
await play({
    name: 'bearer',
    get: (path) => call('GET', path),
    list: (path, what) => call('GET', `${path}?${query(criteria(what))}`),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    refusal: (promise) => promise.then(
        (body) => ({ status: 200, message: JSON.stringify(body) }),
        (error) => ({ status: error.status, message: error.answer?.message ?? String(error) })),
});
