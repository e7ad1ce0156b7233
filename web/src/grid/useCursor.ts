// The row that keys act on. It keeps its place on the screen while rows come and go around it, and
// Back brings it again.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { placeOf, rememberPlace } from './place';

type Options = { gridId: string; search: string; ids: readonly number[]; isOld: boolean };

function rowOf(box: HTMLElement, id: number): HTMLElement | null {
  return box.querySelector<HTMLElement>(`tr[data-row="${id}"]`);
}

export function useCursor(box: RefObject<HTMLElement | null>, options: Options) {
  const { gridId, search, ids, isOld } = options;
  const [cursorId, setCursorId] = useState(() => placeOf(gridId, search)?.cursorId);
  const offset = useRef<number | undefined>(undefined);
  const restoredFor = useRef<string | undefined>(undefined);

  // Back on a list: its scroll, once the rows are there. Another view: its own place, or the top.
  useLayoutEffect(() => {
    if (restoredFor.current === search || isOld || ids.length === 0) {
      return;
    }
    restoredFor.current = search;
    const place = placeOf(gridId, search);
    setCursorId(place?.cursorId);
    box.current?.scrollTo({ top: place?.scrollTop ?? 0 });
    offset.current = undefined;
  }, [box, gridId, search, ids, isOld]);

  // News moved the rows: scroll by as much as the cursor's row has moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new ids are the news
  useLayoutEffect(() => {
    const row = box.current && cursorId !== undefined ? rowOf(box.current, cursorId) : null;
    if (!box.current || !row) {
      offset.current = undefined;
      return;
    }
    if (offset.current !== undefined && row.offsetTop !== offset.current) {
      box.current.scrollTop += row.offsetTop - offset.current;
    }
    offset.current = row.offsetTop;
  }, [box, ids, cursorId]);

  useEffect(() => {
    const element = box.current;
    return () => {
      rememberPlace(gridId, search, { cursorId, scrollTop: element?.scrollTop ?? 0 });
    };
  }, [box, gridId, search, cursorId]);

  const move = (by: number) => {
    const at = cursorId === undefined ? -1 : ids.indexOf(cursorId);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next !== undefined && box.current) {
      setCursorId(next);
      offset.current = undefined;
      rowOf(box.current, next)?.scrollIntoView({ block: 'nearest' });
    }
  };
  return { cursorId, setCursorId, move };
}
