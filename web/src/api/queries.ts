// Reads and changes as React hooks. A read's key is its path and query, so that news of a topic
// finds every read of that topic by path.
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { api, newIdempotencyKey, type Query } from './client';
import { ApiError, NoAnswerError } from './errors';

export type List<Row> = { items: Row[]; total_count: number; page: number; page_size: number };

// Worth another try by itself: no answer, too many requests, or not now.
function mayPass(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === 429 || error.status === 503;
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The server is tried whatever the browser thinks of its network: it may be this very machine, and
      // a change must fail in words instead of waiting unseen and leaving an hour later.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) => failures < 3 && mayPass(error),
        refetchOnWindowFocus: true,
      },
    },
  });
}

export type GetOptions = {
  enabled?: boolean;
  // While the next page loads, the old rows stay.
  keepsOld?: boolean;
  pollMillis?: number | false;
};

// undefined path: nothing is read yet.
export function useGet<T>(path: string | undefined, query: Query = {}, options: GetOptions = {}) {
  return useQuery<T>({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<T>(path ?? '', query, signal),
    enabled: path !== undefined && (options.enabled ?? true),
    placeholderData: options.keepsOld ? keepPreviousData : undefined,
    refetchInterval: options.pollMillis ?? false,
  });
}

// `send(input, idempotencyKey)`. After success every read whose path starts with one of `touches`
// is read again. A repeat after an unanswered try goes out under the same key.
export function useChange<Input, Output = unknown>(
  send: (input: Input, idempotencyKey: string) => Promise<Output>,
  touches: readonly string[],
) {
  const client = useQueryClient();
  const unanswered = useRef<{ input: string; key: string } | undefined>(undefined);
  return useMutation<Output, Error, Input>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input) ?? ''; // nothing to say is an input too
      const key = unanswered.current?.input === text ? unanswered.current.key : newIdempotencyKey();
      try {
        const output = await send(input, key);
        unanswered.current = undefined;
        return output;
      } catch (error) {
        unanswered.current = error instanceof NoAnswerError ? { input: text, key } : undefined;
        throw error;
      }
    },
    // Not waited for: what is read anew may take the form away before its own onSuccess ran.
    onSuccess: () => {
      void readAgain(client, touches);
    },
  });
}

export function readAgain(client: QueryClient, pathBeginnings: readonly string[]) {
  return client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === 'string' && pathBeginnings.some((beginning) => path.startsWith(beginning)),
  });
}
