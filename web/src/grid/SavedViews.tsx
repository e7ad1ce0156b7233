// View tabs: those that come with the page, and those that people saved for themselves or for all.
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { ConfirmDialog, DialogForm } from '../kit/dialogs';
import { fieldError } from '../kit/ErrorBand';
import kit from '../kit/kit.module.css';
import { noticeDone } from '../kit/notices';
import { useKitWords } from '../kit/words';
import { readSearch, type UrlState, type Words, writeSearch } from '../url/state';
import { savedWords } from './grid_query';
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

const viewsPath = '/api/v1/views';

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

type SaveProps = {
  gridId: string;
  url: UrlState;
  columns: readonly string[];
  openView: SavedView | undefined;
};

type ViewBody = Omit<SavedView, 'id' | 'is_mine'>;

export function SaveViewButton({ gridId, url, columns, openView }: SaveProps) {
  const t = useKitWords();
  const [isOpen, setIsOpen] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const save = useChange(
    (body: ViewBody, idempotencyKey) => api.post<SavedView>(viewsPath, body, { idempotencyKey }),
    [viewsPath],
  );
  const remove = useChange(
    (id: number, idempotencyKey) => api.delete(`${viewsPath}/${id}`, undefined, { idempotencyKey }),
    [viewsPath],
  );
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const submit = () => {
    const query = writeSearch(savedWords(url.words)).slice(1);
    const body = { page: gridId, name: name.trim(), query, columns: [...columns] };
    save.mutate(
      { ...body, is_shared: isShared },
      {
        onSuccess: (view) => {
          setIsOpen(false);
          noticeDone(t('grid.viewSaved', { name: name.trim() }));
          url.set({ view: `saved-${view.id}` }, { replaces: true });
        },
      },
    );
  };
  return (
    <>
      {openView?.is_mine && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('grid.deleteView', { name: openView.name })}
          onClick={() => setIsDeleting(true)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconBookmarkPlus size={16} />}
        onClick={() => {
          save.reset();
          setName('');
          setIsOpen(true);
        }}
      >
        {t('grid.saveView')}
      </Button>
      <DialogForm
        title={t('grid.saveView')}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onSubmit={submit}
        submitLabel={t('actions.save')}
        isBusy={save.isPending}
        error={save.error}
      >
        <TextInput
          label={t('grid.saveViewName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(save.error, 'name')}
          data-autofocus
        />
        <Checkbox
          mt="sm"
          label={t('grid.saveViewShared')}
          description={t('grid.saveViewSharedHint')}
          checked={isShared}
          onChange={(event) => setIsShared(event.currentTarget.checked)}
        />
      </DialogForm>
      <ConfirmDialog
        title={t('grid.deleteView', { name: openView?.name ?? '' })}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        submitLabel={t('grid.deleteView', { name: openView?.name ?? '' })}
        isDanger
        isBusy={remove.isPending}
        error={remove.error}
        onSubmit={() =>
          openView &&
          remove.mutate(openView.id, {
            onSuccess: () => {
              setIsDeleting(false);
              url.set({ view: undefined }, { replaces: true });
            },
          })
        }
      >
        {t('grid.deleteViewEffect')}
      </ConfirmDialog>
    </>
  );
}
