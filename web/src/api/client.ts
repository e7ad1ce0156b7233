// The one door to the server. Changes carry the session's CSRF token and an idempotency key, so
// that a repeat after a lost answer never does a thing twice.
import { ApiError, type ErrorBody, NoAnswerError } from './errors';

export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;
export type ChangeOptions = { idempotencyKey?: string; query?: Query; signal?: AbortSignal };

let csrfToken = '';
let onSignedOut: (() => void) | undefined;
let confirmViews: ((refusal: ApiError) => Promise<boolean>) | undefined;

export function setCsrfToken(token: string) {
  csrfToken = token;
}

// Called when the server no longer knows the session.
export function setSignedOutListener(listener: () => void) {
  onSignedOut = listener;
}

// Asked when the user has seen as many addresses as he may within an hour; true: he has confirmed
// that he goes on, and the call is made again. Calls refused at the same time wait for one answer.
export function setViewsConfirmer(confirm: (refusal: ApiError) => Promise<boolean>) {
  confirmViews = confirm;
}

// "/api/v1/orders?status=new&status=holded": empty values vanish, lists repeat their name.
export function withQuery(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      for (const one of value) {
        words.append(name, one);
      }
    } else if (typeof value === 'boolean') {
      words.append(name, value ? '1' : '0');
    } else if (value !== undefined && value !== null && value !== '') {
      words.append(name, String(value));
    }
  }
  const text = words.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

// What an open page asks for by itself, while nobody touches it, must not keep the session alive.
const attendedMillis = 60_000;
let touchedAt = Date.now();
for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart']) {
  globalThis.addEventListener?.(
    event,
    () => {
      touchedAt = Date.now();
    },
    { passive: true, capture: true },
  );
}

async function send(method: string, url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (Date.now() - touchedAt > attendedMillis) {
    headers.set('X-Unattended', '1');
  }
  let response: Response;
  try {
    response = await fetch(url, { method, credentials: 'same-origin', ...init, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new NoAnswerError();
  }
  if (response.ok) {
    return response;
  }
  const error = new ApiError(response.status, await errorBodyOf(response));
  // With a field it is about a password that was asked for again: the session lives.
  const isSignedOut = response.status === 401 && error.field === undefined;
  if (isSignedOut && !url.endsWith('/api/v1/session')) {
    onSignedOut?.();
  }
  if (error.reason === 'confirm_views' && (await confirmViews?.(error))) {
    return send(method, url, init);
  }
  throw error;
}

async function errorBodyOf(response: Response): Promise<ErrorBody> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'message' in body) {
      return { code: 'error', ...body } as ErrorBody;
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return { code: 'error', message: `The server answered with status ${response.status}.` };
}

async function bodyOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function change<T>(
  method: string,
  path: string,
  body: unknown,
  options: ChangeOptions = {},
): Promise<T> {
  const headers: Record<string, string> = {
    'X-CSRF-Token': csrfToken,
    'Idempotency-Key': options.idempotencyKey ?? newIdempotencyKey(),
  };
  const init: RequestInit = { headers, signal: options.signal };
  if (body instanceof Blob) {
    headers['Content-Type'] = body.type || 'application/octet-stream';
    init.body = body;
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  return bodyOf<T>(await send(method, withQuery(path, options.query), init));
}

export const api = {
  async get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return bodyOf<T>(await send('GET', withQuery(path, query), { signal }));
  },
  post: <T>(path: string, body?: unknown, options?: ChangeOptions) =>
    change<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: ChangeOptions) =>
    change<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: ChangeOptions) =>
    change<T>('PATCH', path, body, options),
  delete: <T>(path: string, body?: unknown, options?: ChangeOptions) =>
    change<T>('DELETE', path, body, options),
  // A file that the server makes of a GET: for a link that opens or saves it.
  fileUrl: (path: string, query?: Query) => withQuery(path, query),
  // A file that the server makes of what is posted.
  async postForFile(path: string, body: unknown): Promise<SentFile> {
    const response = await send('POST', path, {
      headers: {
        'X-CSRF-Token': csrfToken,
        'Idempotency-Key': newIdempotencyKey(),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const said = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '');
    return { blob: await response.blob(), name: said?.[1] ?? 'orderyard' };
  },
};

export type SentFile = { blob: Blob; name: string };

// Hands a file over to the browser, which saves it.
export function saveFile({ blob, name }: SentFile) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
