// Saving what the list shows now: as a new view, or into the saved view that is open, which can also be
// renamed, shared and deleted by whom it belongs to.
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconBookmarkPlus, IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { ConfirmDialog, DialogForm } from '../kit/dialogs';
import { fieldError } from '../kit/ErrorBand';
import { noticeDone, noticeError } from '../kit/notices';
import { useKitWords } from '../kit/words';
import { type UrlState, writeSearch } from '../url/state';
import { isSameSearch, savedWords } from './grid_query';
import { type SavedView, viewsPath } from './SavedViews';

type Props = {
  gridId: string;
  url: UrlState;
  columns: readonly string[];
  openView: SavedView | undefined;
};

type ViewBody = Omit<SavedView, 'id' | 'is_mine'>;

export function SaveView({ gridId, url, columns, openView }: Props) {
  const t = useKitWords();
  const [isNaming, setIsNaming] = useState(false);
  const shown = {
    page: gridId,
    query: writeSearch(savedWords(url.words)).slice(1),
    columns: [...columns],
  };
  return (
    <>
      {openView?.is_mine && <OwnView view={openView} shown={shown} url={url} />}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconBookmarkPlus size={16} aria-hidden="true" />}
        onClick={() => setIsNaming(true)}
      >
        {t(openView ? 'grid.saveAsNew' : 'grid.saveView')}
      </Button>
      {isNaming && (
        <NewView
          title={t(openView ? 'grid.saveAsNew' : 'grid.saveView')}
          shown={shown}
          onClose={() => setIsNaming(false)}
          onSaved={(view) => url.set({ view: `saved-${view.id}` }, { replaces: true })}
        />
      )}
    </>
  );
}

type Shown = Pick<ViewBody, 'page' | 'query' | 'columns'>;

type NewProps = {
  title: string;
  shown: Shown;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
};

function NewView({ title, shown, onClose, onSaved }: NewProps) {
  const save = useChange(
    (body: ViewBody, idempotencyKey) => api.post<SavedView>(viewsPath, body, { idempotencyKey }),
    [viewsPath],
  );
  return (
    <NameForm
      title={title}
      first={{ name: '', is_shared: false }}
      onClose={onClose}
      onSubmit={(named, done) =>
        save.mutate(
          { ...shown, ...named },
          {
            onSuccess: (view) => {
              done();
              onSaved(view);
            },
          },
        )
      }
      isBusy={save.isPending}
      error={save.error}
    />
  );
}

type OwnProps = { view: SavedView; shown: Shown; url: UrlState };

function OwnView({ view, shown, url }: OwnProps) {
  const t = useKitWords();
  const [asked, setAsked] = useState<'rename' | 'delete' | undefined>();
  const { name } = view;
  const put = useChange(
    (body: ViewBody, idempotencyKey) =>
      api.put(`${viewsPath}/${view.id}`, body, { idempotencyKey }),
    [viewsPath],
  );
  const kept = { page: view.page, name, is_shared: view.is_shared };
  // A view of no columns of its own is shown in whatever the reader likes.
  const hasOtherColumns = view.columns.length > 0 && shown.columns.join() !== view.columns.join();
  const isChanged = hasOtherColumns || !isSameSearch(shown.query, view.query);
  const close = () => setAsked(undefined);
  return (
    <>
      {isChanged && (
        <Button
          variant="light"
          leftSection={<IconDeviceFloppy size={16} aria-hidden="true" />}
          aria-label={t('grid.updateView', { name })}
          loading={put.isPending && asked === undefined}
          onClick={() =>
            put.mutate(
              { ...kept, ...shown },
              {
                onSuccess: () => noticeDone(t('grid.viewSaved', { name })),
                onError: noticeError,
              },
            )
          }
        >
          {t('actions.save')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('grid.renameView', { name })}
        onClick={() => {
          put.reset();
          setAsked('rename');
        }}
      >
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('grid.deleteView', { name })}
        onClick={() => setAsked('delete')}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {asked === 'rename' && (
        <NameForm
          title={t('grid.renameView', { name })}
          first={kept}
          onClose={close}
          onSubmit={(named, done) =>
            put.mutate(
              { page: view.page, query: view.query, columns: view.columns, ...named },
              { onSuccess: done },
            )
          }
          isBusy={put.isPending}
          error={put.error}
        />
      )}
      {asked === 'delete' && <DeleteView view={view} url={url} onClose={close} />}
    </>
  );
}

type Named = Pick<ViewBody, 'name' | 'is_shared'>;

type NameProps = {
  title: string;
  first: Named;
  onClose: () => void;
  onSubmit: (named: Named, done: () => void) => void;
  isBusy: boolean;
  error: unknown;
};

function NameForm({ title, first, onClose, onSubmit, isBusy, error }: NameProps) {
  const t = useKitWords();
  const [name, setName] = useState(first.name);
  const [isShared, setIsShared] = useState(first.is_shared);
  const named = { name: name.trim(), is_shared: isShared };
  const done = () => {
    onClose();
    noticeDone(t('grid.viewSaved', { name: named.name }));
  };
  return (
    <DialogForm
      title={title}
      isOpen
      onClose={onClose}
      onSubmit={() => onSubmit(named, done)}
      submitLabel={t('actions.save')}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={t('grid.saveViewName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldError(error, 'name')}
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
  );
}

function DeleteView({
  view,
  url,
  onClose,
}: Pick<OwnProps, 'view' | 'url'> & { onClose: () => void }) {
  const t = useKitWords();
  const title = t('grid.deleteView', { name: view.name });
  const remove = useChange(
    (id: number, idempotencyKey) => api.delete(`${viewsPath}/${id}`, undefined, { idempotencyKey }),
    [viewsPath],
  );
  return (
    <ConfirmDialog
      title={title}
      isOpen
      onClose={onClose}
      submitLabel={title}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onSubmit={() =>
        remove.mutate(view.id, {
          onSuccess: () => {
            onClose();
            url.set({ view: undefined }, { replaces: true });
          },
        })
      }
    >
      {t('grid.deleteViewEffect')}
    </ConfirmDialog>
  );
}
