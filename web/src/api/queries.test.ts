import { onlineManager } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { makeQueryClient } from './queries';

afterEach(() => onlineManager.setOnline(true));

describe('without a network, as the browser sees it', () => {
  it('the server is asked all the same: it may be this machine', async () => {
    onlineManager.setOnline(false);
    const read = makeQueryClient().fetchQuery({
      queryKey: ['/api/v1/home', {}],
      queryFn: () => Promise.resolve('answered'),
    });
    await expect(read).resolves.toBe('answered');
  });
  it('a change is sent at once and does not wait unseen', async () => {
    onlineManager.setOnline(false);
    const client = makeQueryClient();
    const change = client.getMutationCache().build(client, {
      ...client.getDefaultOptions().mutations,
      mutationFn: () => Promise.reject(new Error('no answer')),
    });
    await expect(change.execute(undefined)).rejects.toThrow('no answer');
  });
});
