import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, setCsrfToken, setSignedOutListener, setViewsConfirmer, withQuery } from './client';
import { ApiError, fillIn, NoAnswerError } from './errors';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown) {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

describe('calls', () => {
  it('are made again when the user confirms that he goes on, and refused when not', async () => {
    const refusal = { code: 'forbidden', message: 'confirm', params: { reason: 'confirm_views' } };
    const answers = [() => new Response(JSON.stringify(refusal), { status: 403 })];
    const fetch = vi.fn(async () => (answers.shift() ?? (() => new Response('{"id":7}')))());
    vi.stubGlobal('fetch', fetch);
    setViewsConfirmer(async (error) => error.reason === 'confirm_views');
    expect(await api.get('/api/v1/orders/7')).toEqual({ id: 7 });
    expect(fetch).toHaveBeenCalledTimes(2);
    answers.push(() => new Response(JSON.stringify(refusal), { status: 403 }));
    setViewsConfirmer(async () => false);
    await expect(api.get('/api/v1/orders/8')).rejects.toThrow('confirm');
    expect(fetch).toHaveBeenCalledTimes(3);
  });
  it('write lists by repeating their name and leave out what is empty', () => {
    const query = { status: ['new', 'holded'], q: '', page: 2, late: true, sort: undefined };
    expect(withQuery('/a', query)).toBe('/a?status=new&status=holded&page=2&late=1');
  });
  it('that change something carry token and key', async () => {
    const fetch = answer(200, {});
    setCsrfToken('secret');
    await api.post('/api/v1/orders/1/hold', { reason: 'x' }, { idempotencyKey: 'one' });
    const headers = fetch.mock.calls[0]?.[1].headers as Headers;
    expect(headers.get('X-CSRF-Token')).toBe('secret');
    expect(headers.get('Idempotency-Key')).toBe('one');
  });
  it('say that nobody is there when nobody has touched the page for a minute', async () => {
    vi.useFakeTimers({ now: Date.now() });
    const marks: (string | null)[] = [];
    const ask = async () => {
      const fetch = answer(200, {});
      await api.get('/x');
      const headers = fetch.mock.calls[0]?.[1].headers as Headers | undefined;
      marks.push(headers?.get('X-Unattended') ?? null);
    };
    window.dispatchEvent(new Event('keydown'));
    await ask();
    vi.advanceTimersByTime(61_000);
    await ask();
    window.dispatchEvent(new Event('pointerdown'));
    await ask();
    vi.useRealTimers();
    expect(marks).toEqual([null, '1', null]);
  });
  it('tell what the server says', async () => {
    answer(409, {
      code: 'conflict',
      message: 'Now %version.',
      field: 'version',
      parameters: { version: '4' },
    });
    const error = await api.get('/x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, field: 'version', message: 'Now 4.' });
  });
  it('say when the session is over, but not when a log-in is refused', async () => {
    const onSignedOut = vi.fn();
    setSignedOutListener(onSignedOut);
    answer(401, { code: 'unauthorized', message: 'no' });
    await api.post('/api/v1/session', {}).catch(() => undefined);
    expect(onSignedOut).not.toHaveBeenCalled();
    await api.get('/api/v1/orders').catch(() => undefined);
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });
  it('without an answer are told apart', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('gone'))),
    );
    await expect(api.get('/x')).rejects.toBeInstanceOf(NoAnswerError);
  });
});

describe('messages', () => {
  it('are filled in by name and by number', () => {
    expect(fillIn('%a of %b', { a: '1', b: '%a' })).toBe('1 of %a');
    expect(fillIn('%1 and %2', ['x', 'y'])).toBe('x and y');
    expect(fillIn('100% sure, %unknown', { a: '1' })).toBe('100% sure, %unknown');
  });
});
