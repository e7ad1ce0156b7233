// Lets SDKs run unchanged against the sandbox: what they send to Amazon's hosts over HTTPS goes to SANDBOX_URL. Two
// hosts are redirected, the login's and the API's; a call to anything else is an error.
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

const sandbox = new URL(process.env.SANDBOX_URL);
const LOGIN = 'api.amazon.com';
const API = /^(sandbox\.)?sellingpartnerapi-(na|eu|fe)\.amazon\.com$/;

function requestToSandbox(first, ...rest) {
    const callback = rest.find((argument) => typeof argument === 'function');
    const given = rest.find((argument) => argument && typeof argument === 'object') ?? {};
    const isUrl = typeof first === 'string' || first instanceof URL;
    const target = isUrl ? urlOptions(new URL(first)) : first;
    const options = { ...target, ...(isUrl ? given : {}) };
    const host = String(options.hostname ?? options.host).replace(/:\d+$/, '');
    if (host !== LOGIN && !API.test(host)) {
        throw new Error(`a call to ${host}, which is not one of Amazon's hosts`);
    }
    return http.request(
        {
            ...options,
            protocol: 'http:',
            host: sandbox.hostname,
            hostname: sandbox.hostname,
            port: sandbox.port,
            agent: undefined,
            createConnection: undefined,
        },
        callback,
    );
}

function urlOptions(url) {
    return { hostname: url.hostname, path: url.pathname + url.search };
}

https.request = requestToSandbox;
https.get = (...parameters) => {
    const request = requestToSandbox(...parameters);
    request.end();
    return request;
};
syncBuiltinESMExports();
