// View tabs: those that come with the page, and those that people saved for themselves or for all.
import { type List, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import kit from '../kit/kit.module.css';
import { readSearch, type UrlState, type Words } from '../url/state';
import type { ViewTab } from './types';

export type SavedView = {
  id: number;
  page: string;
  name: string;
  query: string;
  columns: string[];
  is_shared: boolean;
  is_mine: boolean;
};

export const viewsPath = '/api/v1/views';

export function useSavedViews(gridId: string, isWanted: boolean): readonly SavedView[] {
  const views = useGet<List<SavedView>>(isWanted ? viewsPath : undefined, { page: gridId });
  return views.data?.items ?? [];
}

// All words of the address are replaced by the view's own.
export function wordsOfView(url: UrlState, view: SavedView): Words {
  const cleared = Object.fromEntries(Object.keys(url.words).map((name) => [name, undefined]));
  return { ...cleared, ...readSearch(view.query), view: `saved-${view.id}` };
}

type TabsProps = {
  label: string;
  tabs: readonly ViewTab[];
  views: readonly SavedView[];
  url: UrlState;
  onOpenView: (view: SavedView) => void;
};

export function ViewTabs({ label, tabs, views, url, onOpenView }: TabsProps) {
  const { number } = useFormats();
  const open = url.get('view') ?? tabs[0]?.id;
  const clear = () =>
    Object.fromEntries(Object.keys(url.words).map((name) => [name, undefined] as const));
  return (
    <nav className={kit.tabs} aria-label={label}>
      {tabs.map((tab, index) => (
        <button
          key={tab.id}
          type="button"
          className={`${kit.tab} ${tab.id === open ? kit.tabActive : ''}`}
          aria-current={tab.id === open ? 'page' : undefined}
          onClick={() => url.set({ ...clear(), view: index === 0 ? undefined : tab.id })}
        >
          {tab.label}
          {tab.count !== undefined && <span className={kit.count}>{number(tab.count)}</span>}
        </button>
      ))}
      {views.map((view) => (
        <button
          key={view.id}
          type="button"
          className={`${kit.tab} ${`saved-${view.id}` === open ? kit.tabActive : ''}`}
          aria-current={`saved-${view.id}` === open ? 'page' : undefined}
          onClick={() => onOpenView(view)}
        >
          {view.name}
        </button>
      ))}
    </nav>
  );
}
