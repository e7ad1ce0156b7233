// Who else has this order open: told to the server while the page is shown, forgotten by it soon
// after.
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import { type News, useNews } from '../api/live';

export type Other = { user_id: number; name: string; since: string; editing: string | null };

const tellMillis = 20_000;
const newsMillis = 3_000; // telling makes news of its own: not in a circle

export function useOthers(orderId: number, editing: string | undefined): readonly Other[] {
  const [others, setOthers] = useState<readonly Other[]>([]);
  const toldAt = useRef(0);
  const path = `/api/v1/orders/${orderId}/presence`;
  const tell = useCallback(async () => {
    toldAt.current = Date.now();
    try {
      const answer = await api.post<{ others: Other[] }>(path, editing ? { editing } : {});
      setOthers(answer.others);
    } catch {
      // Not knowing who else is here is no reason to disturb.
    }
  }, [path, editing]);
  useEffect(() => {
    void tell();
    const timer = setInterval(tell, tellMillis);
    return () => clearInterval(timer);
  }, [tell]);
  useEffect(
    () => () => {
      api.delete(path).catch(() => undefined);
    },
    [path],
  );
  useNews(
    useCallback(
      (news: News) => {
        if (news.topic === 'presence' && Date.now() - toldAt.current > newsMillis) {
          void tell();
        }
      },
      [tell],
    ),
  );
  return others;
}
