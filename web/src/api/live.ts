// What others and the sync change, as it happens: the server names topics and ids, and the reads
// of that topic are made again. Nothing but names comes over this line.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readAgain } from './queries';

export type News = { topic: string; ids?: readonly number[] };

// The beginnings of the paths that a topic's news makes stale.
const pathsOfTopic: Record<string, readonly string[]> = {
  orders: [
    '/api/v1/orders',
    '/api/v1/views',
    '/api/v1/home',
    '/api/v1/shipments',
    '/api/v1/invoices',
    '/api/v1/credit-memos',
    '/api/v1/follow-ups',
  ],
  all: ['/api/v1/'],
  follow_ups: ['/api/v1/orders', '/api/v1/follow-ups', '/api/v1/stores', '/api/v1/home'],
  stores: ['/api/v1/stores', '/api/v1/home', '/api/v1/sync'],
  sync: ['/api/v1/stores', '/api/v1/home', '/api/v1/sync'],
  bulk: ['/api/v1/bulk'],
  jobs: ['/api/v1/jobs', '/api/v1/bulk'],
  products: ['/api/v1/products', '/api/v1/stock'],
  presence: ['/api/v1/presence'],
};

export function pathsOf(topic: string): readonly string[] {
  return pathsOfTopic[topic] ?? [`/api/v1/${topic}`];
}

const gatherMillis = 250;
const reopenMillisMax = 30_000;

const listeners = new Set<(news: News) => void>();

// For parts that want the news themselves, e.g. to mark a row.
export function useNews(listener: (news: News) => void) {
  useEffect(() => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [listener]);
}

function readNews(text: string): News | undefined {
  try {
    const news: unknown = JSON.parse(text);
    if (typeof news === 'object' && news !== null && 'topic' in news) {
      return news as News;
    }
  } catch {
    // Not for us.
  }
  return undefined;
}

// Keeps the line open; returns what closes it. A flood of news becomes one reading again.
export function openLine(client: QueryClient): () => void {
  const stale = new Set<string>();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  let waitMillis = 1_000;
  let isMissedNewsPossible = false;

  const gather = (paths: readonly string[]) => {
    for (const path of paths) {
      stale.add(path);
    }
    gathering ??= setTimeout(() => {
      gathering = undefined;
      const all = [...stale];
      stale.clear();
      void readAgain(client, all);
    }, gatherMillis);
  };
  const open = () => {
    source = new EventSource('/api/v1/events');
    source.onopen = () => {
      waitMillis = 1_000;
      if (isMissedNewsPossible) {
        gather(['/api/v1/']);
      }
      isMissedNewsPossible = true;
    };
    source.onmessage = (event) => {
      const news = readNews(String(event.data));
      if (news) {
        gather(pathsOf(news.topic));
        for (const listener of listeners) {
          listener(news);
        }
      }
    };
    source.onerror = () => {
      // The browser's own tries end with some answers (404, 503): ours go on, ever slower.
      if (source?.readyState === EventSource.CLOSED) {
        reopening = setTimeout(open, waitMillis);
        waitMillis = Math.min(waitMillis * 2, reopenMillisMax);
      }
    };
  };
  open();
  return () => {
    source?.close();
    clearTimeout(gathering);
    clearTimeout(reopening);
  };
}

export function useLiveLine() {
  const client = useQueryClient();
  useEffect(() => openLine(client), [client]);
}
