// An installation of the real program with the sandbox behind it: its processes, its command line,
// its API as the owner, and the strings of the sandbox.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const password = 'a long way to the warehouse';
const startMillisMax = 60_000;

export const binary = process.env.ORDERYARD_BINARY ?? '';

export function whyNotRun(): string | undefined {
  const chromium = process.env.ORDERYARD_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(chromium)) {
    return `there is no chromium at ${chromium} (Debian's package "chromium")`;
  }
  return binary === '' ? 'ORDERYARD_BINARY names no program' : undefined;
}

function start(
  args: readonly string[],
  pattern: RegExp,
): Promise<[ChildProcess, string[], string]> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const tooLate = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} did not start:\n${output.slice(-3000)}`));
    }, startMillisMax);
    const onText = (chunk: Buffer) => {
      output += chunk.toString();
      const found = pattern.exec(output);
      if (found) {
        clearTimeout(tooLate);
        resolve([child, [...found], output]);
      }
    };
    child.stdout.on('data', onText);
    child.stderr.on('data', onText);
    child.on('exit', (code) => {
      clearTimeout(tooLate);
      reject(new Error(`${args.join(' ')} ended with ${code}:\n${output.slice(-3000)}`));
    });
  });
}

export type OrderSpec = {
  lines: readonly Record<string, unknown>[];
  [more: string]: unknown;
};

// One browser works for all tests at once; webhooks call a receiver of the test.
const limits = [
  '--set',
  'limits.requests_per_minute=100000',
  '--set',
  'limits.anonymous_per_minute=100000',
  '--set',
  'webhooks.private_addresses=on',
];

// All tests of an installation look at orders as one person, within minutes.
export const ordersSeenPerHour = 1_000;

export type Session = { cookie: string; csrf: string };

export class Yard {
  private readonly folder: string;
  private sandbox: ChildProcess | undefined;
  private server: ChildProcess | undefined;
  private sandboxUrl = '';
  private aheadSeconds = 0;
  private ownerName = '';
  serverUrl = '';
  owner: Session = { cookie: '', csrf: '' };

  // `kept`: a data directory that is there already, and stays.
  constructor(private readonly kept?: string) {
    this.folder = kept ?? mkdtempSync(join(tmpdir(), 'orderyard-web-'));
  }

  async start(): Promise<this> {
    const sandboxArgs = ['sandbox', '--port', '0', '--plan', 'fast', '--orders', '0'];
    const [sandbox, [, url]] = await start(
      [...sandboxArgs, '--marketplaces', 'DE', '--seed', '7'],
      /sandbox on (http:\/\/\S+)/,
    );
    this.sandbox = sandbox;
    this.sandboxUrl = url ?? '';
    this.cli('migrate');
    const env = {
      ORDERYARD_LWA_CLIENT_ID: 'amzn1.application-oa2-client.sandbox',
      ORDERYARD_LWA_CLIENT_SECRET: 'amzn1.oa2-cs.v1.sandbox',
      ORDERYARD_LWA_REFRESH_TOKEN: 'Atzr|sandbox',
    };
    this.cliWith(
      env,
      'store',
      'add',
      'acme',
      '--api-url',
      this.sandboxUrl,
      '--token-url',
      `${this.sandboxUrl}/auth/o2/token`,
      '--region',
      'eu',
      '--seller-id',
      'A2SANDBOXSELLER',
    );
    const [server, found] = await start(
      [...this.common(), ...limits, '--port', '0', 'serve', '--test-clock'],
      /listening on (http:\/\/\S+)[\s\S]*one-time password (\S+)/,
    );
    this.server = server;
    this.serverUrl = found[1] ?? '';
    this.owner = await this.logInAnew('owner', found[2] ?? '');
    this.ownerName = 'owner';
    await this.api('PUT', '/api/v1/personal-view-limit', { orders_per_hour: ordersSeenPerHour });
    return this;
  }

  // Only the server, over the data directory that is kept, with an owner of our own.
  async startKept(): Promise<this> {
    const name = `bench-${Date.now()}`;
    const [server, found] = await start(
      [...this.common(), ...limits, '--port', '0', 'serve'],
      /listening on (http:\/\/\S+)/,
    );
    this.server = server;
    this.serverUrl = found[1] ?? '';
    this.owner = await this.addUser(name, 'owner');
    return this;
  }

  private common() {
    // Tests are quicker than people.
    return ['--data-dir', this.folder, '--set', 'limits.requests_per_minute=100000'];
  }

  cli(...args: string[]): string {
    return this.cliWith({}, ...args);
  }

  private cliWith(env: Record<string, string>, ...args: string[]): string {
    return execFileSync(binary, [...this.common(), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  }

  stop() {
    this.server?.removeAllListeners('exit').kill('SIGTERM');
    this.sandbox?.removeAllListeners('exit').kill('SIGTERM');
    if (this.kept === undefined) {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  // An address of the web app.
  url(path: string): string {
    return `${this.serverUrl}/admin${path}`;
  }

  private async logIn(name: string, secret: string): Promise<Session> {
    const response = await fetch(`${this.serverUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, password: secret }),
    });
    return this.sessionOf(response);
  }

  private async sessionOf(response: Response): Promise<Session> {
    const body = await response.json();
    if (!response.ok) {
      throw new Error(`log-in: ${JSON.stringify(body)}`);
    }
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { cookie, csrf: body.csrf_token };
  }

  // Logs in with a one-time password and chooses `password`.
  private async logInAnew(name: string, oneTime: string): Promise<Session> {
    const first = await this.logIn(name, oneTime);
    const response = await fetch(`${this.serverUrl}/api/v1/session/password`, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        Cookie: first.cookie,
        'X-CSRF-Token': first.csrf,
      },
      body: JSON.stringify({ current_password: oneTime, new_password: password }),
    });
    return this.sessionOf(response);
  }

  // A user of this role (see `orderyard user add`), ready to log in with `password`.
  async addUser(name: string, role: string): Promise<Session> {
    const made = JSON.parse(
      this.cli('--json', 'user', 'add', name, '--email', `${name}@example.org`, '--role', role),
    );
    return this.logInAnew(name, made.one_time_password ?? made.password);
  }

  // The API as the owner (or another session); any answer but 2xx is an error.
  async api<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    session: Session = this.owner,
  ): Promise<T> {
    const response = await fetch(`${this.serverUrl}${path}`, {
      method,
      headers: {
        Cookie: session.cookie,
        'X-CSRF-Token': session.csrf,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    // The clocks run ahead of the session's twelve hours.
    if (response.status === 401 && session === this.owner && this.ownerName !== '') {
      this.owner = await this.logIn(this.ownerName, password);
      return this.api<T>(method, path, body);
    }
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  // The strings of the sandbox: yard.control('POST', '/orders/302-.../request-cancel', {...}).
  async control<T = Record<string, unknown>>(method: string, path: string, body?: unknown) {
    const response = await fetch(`${this.sandboxUrl}/control${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} /control${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as T;
  }

  // What the server's clock shows, in milliseconds.
  now(): number {
    return Date.now() + this.aheadSeconds * 1_000;
  }

  async advance(seconds: number) {
    this.aheadSeconds += seconds;
    await this.api('POST', '/test/clock', { advance_seconds: seconds });
    await this.control('POST', '/clock', { advance_seconds: seconds });
  }

  async addProduct(sku: string, name: string, price: string, quantity: number) {
    const { writeFileSync } = await import('node:fs');
    const file = join(this.folder, 'products.csv');
    writeFileSync(
      file,
      `sku,name,price,currency,quantity\n${sku},"${name}",${price},EUR,${quantity}\n`,
    );
    this.cli('products', 'import', file);
  }

  // Places orders at Amazon and waits until we have them; Amazon's numbers with our ids.
  async place(specs: readonly OrderSpec[]): Promise<{ number: string; id: number }[]> {
    const numbers: string[] = [];
    for (const spec of specs) {
      const made = await this.control<{ order_ids: string[] }>('POST', '/orders', spec);
      numbers.push(made.order_ids[0] ?? '');
    }
    await this.sync();
    const found: { number: string; id: number }[] = [];
    for (const number of numbers) {
      found.push({ number, id: await this.idOf(number) });
    }
    return found;
  }

  async sync() {
    await this.advance(190);
    await this.api('POST', '/api/v1/stores/acme/sync');
  }

  async idOf(number: string): Promise<number> {
    const until = Date.now() + 90_000;
    while (Date.now() < until) {
      const page = await this.api<{ items: { id: number }[] }>('GET', `/api/v1/orders?q=${number}`);
      if (page.items[0]) {
        return page.items[0].id;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`order ${number} was not imported within 90 s`);
  }

  // Lets time pass until `isDone`, e.g. for follow-ups on their way to Amazon.
  async passTimeUntil(isDone: () => Promise<boolean>, stepSeconds = 70, steps = 40) {
    for (let step = 0; step < steps; ++step) {
      if (await isDone()) {
        return;
      }
      await this.advance(stepSeconds);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    throw new Error('it did not happen in time');
  }
}
