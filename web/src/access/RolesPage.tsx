// The roles with their rights; those that come with the program can be looked at and copied.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { ActionBar, Chip, ConfirmDialog, Loaded, Num, noticeDone, Page, Table } from '../kit';
import { useRoleName } from './parts';
import { coveredBy } from './ResourceTree';
import { RoleForm } from './RoleForm';
import type { Role, RoleList } from './types';
import { ViewLimitCard } from './ViewLimitCard';
import { useT } from './words';

export default function RolesPage() {
  const t = useT();
  const roleName = useRoleName();
  const roles = useGet<RoleList>('/api/v1/roles');
  const [edited, setEdited] = useState<Role>();
  const [deleted, setDeleted] = useState<Role>();
  const remove = useChange(
    (role: Role, idempotencyKey) =>
      api.delete(`/api/v1/roles/${role.id}`, undefined, { idempotencyKey }),
    ['/api/v1/roles'],
  );
  const copyOf = (role?: Role): Role => ({
    id: 0,
    code: '',
    name: '',
    is_builtin: false,
    resources: role ? [...role.resources] : [],
  });
  return (
    <Page
      title={t('roles.title')}
      actions={
        <ActionBar
          actions={[
            {
              id: 'add',
              label: t('roles.add'),
              kind: 'filled',
              keys: 'KeyN',
              keyLabel: 'N',
              run: () => setEdited(copyOf()),
            },
          ]}
        />
      }
    >
      <Loaded query={roles}>
        {(list) => (
          <Table<Role>
            label={t('roles.title')}
            rows={list.items}
            rowId={(row) => row.id}
            columns={[
              {
                id: 'name',
                title: t('roles.name'),
                cell: (row) => (
                  <Group gap={8}>
                    {roleName(row)}
                    {row.is_builtin && <Chip>{t('roles.builtin')}</Chip>}
                  </Group>
                ),
              },
              {
                id: 'users',
                title: t('roles.users'),
                align: 'right',
                cell: (row) => <Num value={list.users_by_role[row.id] ?? 0} />,
              },
              {
                id: 'rights',
                title: t('roles.rights'),
                align: 'right',
                cell: (row) => <Num value={coveredBy(list.resources, row.resources).size} />,
              },
              {
                id: 'do',
                title: '',
                align: 'right',
                cell: (row) => (
                  <Group gap={6} justify="flex-end" wrap="nowrap">
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${row.is_builtin ? t('roles.look') : t('change')}: ${roleName(row)}`}
                      onClick={() => setEdited(row)}
                    >
                      {row.is_builtin ? t('roles.look') : t('change')}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('roles.copy')}: ${roleName(row)}`}
                      onClick={() => setEdited(copyOf(row))}
                    >
                      {t('roles.copy')}
                    </Button>
                    {!row.is_builtin && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('delete')}: ${roleName(row)}`}
                        onClick={() => {
                          remove.reset();
                          setDeleted(row);
                        }}
                      >
                        {t('delete')}
                      </Button>
                    )}
                  </Group>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {roles.data && <ViewLimitCard roles={roles.data.items} />}
      {edited && (
        <RoleForm
          key={`${edited.id} ${edited.code}`}
          role={edited}
          resources={roles.data?.resources ?? []}
          onClose={() => setEdited(undefined)}
        />
      )}
      <ConfirmDialog
        title={t('roles.deleteAsk', { name: deleted?.name ?? '' })}
        isOpen={deleted !== undefined}
        onClose={() => setDeleted(undefined)}
        onSubmit={() =>
          deleted &&
          remove.mutate(deleted, {
            onSuccess: () => {
              setDeleted(undefined);
              noticeDone(t('roles.deleted'));
            },
          })
        }
        submitLabel={t('delete')}
        isBusy={remove.isPending}
        isDanger
        error={remove.error}
      >
        {t('roles.deleteEffect')}
      </ConfirmDialog>
    </Page>
  );
}
