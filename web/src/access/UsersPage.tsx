// Everybody who can sign in, and a new user with a one-time password.
import { useMemo, useState } from 'react';
import { type List, useGet } from '../api/queries';
import { useMay } from '../api/session';
import { type Column, DataGrid } from '../grid';
import { ActionBar, EmptyState, Page, When } from '../kit';
import { SecretsDialog, UserChips, useRoleName } from './parts';
import type { RoleList, User, UserAnswer } from './types';
import { UserForm } from './UserForm';
import { useT } from './words';

export default function UsersPage() {
  const t = useT();
  const may = useMay();
  const roleName = useRoleName();
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<UserAnswer>();
  const roles = useGet<RoleList>('/api/v1/roles');
  const columns = useMemo(
    (): Column<User>[] => [
      { id: 'name', title: t('users.name'), cell: (row) => row.name, isMain: true },
      { id: 'full_name', title: t('users.fullName'), cell: (row) => row.full_name },
      { id: 'email', title: t('users.email'), cell: (row) => row.email },
      { id: 'role', title: t('users.role'), cell: (row) => roleName(row.role) },
      { id: 'state', title: t('users.state'), cell: (row) => <UserChips user={row} /> },
      {
        id: 'last_login',
        title: t('users.lastLogin'),
        cell: (row) => <When at={row.last_login_at} />,
      },
    ],
    [t, roleName],
  );
  return (
    <Page
      title={t('users.title')}
      layout="full"
      actions={
        <ActionBar
          actions={[
            {
              id: 'add',
              label: t('users.add'),
              isAllowed: may('Orderyard::users'),
              kind: 'filled',
              keys: 'KeyN',
              keyLabel: 'N',
              run: () => setIsAdding(true),
            },
          ]}
        />
      }
    >
      <DataGrid<User>
        id="users"
        label={t('users.title')}
        path="/api/v1/users"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        empty={<EmptyState title={t('users.none')} />}
      />
      <UserForm
        isOpen={isAdding}
        roles={roles.data?.items ?? []}
        resources={roles.data?.resources ?? []}
        onClose={() => setIsAdding(false)}
        onDone={(answer) => {
          setIsAdding(false);
          setMade(answer);
        }}
      />
      <SecretsDialog
        title={t('users.madeTitle', { name: made?.user.name ?? '' })}
        secrets={
          made?.one_time_password
            ? [
                [t('users.name'), made.user.name],
                [t('users.oneTimePassword'), made.one_time_password],
              ]
            : undefined
        }
        onClose={() => setMade(undefined)}
      />
    </Page>
  );
}

export type UserList = List<User>;
const rowId = (row: User) => row.id;
const rowLabel = (row: User) => row.name;
const rowTo = (row: User) => `/settings/users/${row.id}`;
