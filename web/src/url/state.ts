// State in the address: what is open, filtered, sorted and selected can be linked to, and Back
// brings it again. Plain query words, repeated for lists.
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export const basePath = '/admin';

export type Words = Readonly<Record<string, string | readonly string[] | undefined>>;

export function readSearch(search: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = found[name];
    if (before === undefined) {
      found[name] = value;
    } else {
      found[name] = Array.isArray(before) ? [...before, value] : [before, value];
    }
  }
  return found;
}

// "?a=1&b=2&b=3", or "" when nothing is said.
export function writeSearch(words: Words): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') {
      if (value !== '') {
        text.append(name, value);
      }
    } else {
      for (const one of value ?? []) {
        text.append(name, one);
      }
    }
  }
  const made = text.toString();
  return made === '' ? '' : `?${made}`;
}

export type UrlState = {
  get: (name: string) => string | undefined;
  list: (name: string) => readonly string[];
  number: (name: string, otherwise: number) => number;
  // The words now, without what is undefined.
  words: Readonly<Record<string, string | string[]>>;
  // undefined, '' and [] take a word away. `replaces`: no step of Back (default: false).
  set: (changes: Words, options?: { replaces?: boolean }) => void;
};

export function useUrlState(): UrlState {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const words = useMemo(() => readSearch(search), [search]);
  const set = useCallback(
    (changes: Words, options?: { replaces?: boolean }) => {
      const { pathname, search: current } = router.history.location;
      const href = pathname + writeSearch({ ...readSearch(current), ...changes });
      if (options?.replaces) {
        router.history.replace(href, router.history.location.state);
      } else {
        router.history.push(href);
      }
    },
    [router],
  );
  return useMemo(() => {
    const list = (name: string): readonly string[] => {
      const value = words[name];
      return value === undefined ? [] : Array.isArray(value) ? value : [value];
    };
    return {
      get: (name) => list(name)[0],
      list,
      number: (name, otherwise) => {
        const text = list(name)[0];
        const value = Number(text);
        return text === undefined || !Number.isSafeInteger(value) ? otherwise : value;
      },
      words,
      set,
    };
  }, [words, set]);
}

// go('/orders/7?tab=history'): a path of this app, without /admin.
export function useGo(): (to: string, options?: { replaces?: boolean }) => void {
  const router = useRouter();
  return useCallback(
    (to, options) => {
      const href = basePath + to;
      if (options?.replaces) {
        router.history.replace(href);
      } else {
        router.history.push(href);
      }
    },
    [router],
  );
}
