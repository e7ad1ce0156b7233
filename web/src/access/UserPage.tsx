// One user: facts, sessions, and what can be done when somebody is locked out.
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import {
  type Action,
  ActionBar,
  Card,
  ConfirmDialog,
  Facts,
  Loaded,
  noticeDone,
  Page,
  When,
} from '../kit';
import { SecretsDialog, UserChips, useRoleName } from './parts';
import { SessionsTable } from './SessionsTable';
import type { RoleList, User, UserAnswer, UserSession } from './types';
import { UserForm } from './UserForm';
import { useT } from './words';

const asks = ['resetPassword', 'endSessions', 'removeSecondFactor', 'unlock'] as const;
type Ask = (typeof asks)[number];

const pathOf = {
  resetPassword: 'reset-password',
  endSessions: 'sessions',
  removeSecondFactor: 'remove-second-factor',
  unlock: 'unlock',
} as const;

export default function UserPage() {
  const t = useT();
  const roleName = useRoleName();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const user = useGet<UserAnswer>(`/api/v1/users/${id}`);
  const sessions = useGet<List<UserSession>>(`/api/v1/users/${id}/sessions`);
  const roles = useGet<RoleList>('/api/v1/roles');
  const [isChanging, setIsChanging] = useState(false);
  const [ask, setAsk] = useState<Ask>();
  const [told, setTold] = useState<UserAnswer>();
  const act = useChange(
    (what: Ask, idempotencyKey) =>
      what === 'endSessions'
        ? api.delete<UserAnswer>(`/api/v1/users/${id}/sessions`, undefined, { idempotencyKey })
        : api.post<UserAnswer>(`/api/v1/users/${id}/${pathOf[what]}`, undefined, {
            idempotencyKey,
          }),
    ['/api/v1/users'],
  );
  const confirm = () => {
    if (ask) {
      act.mutate(ask, {
        onSuccess: (answer) => {
          setAsk(undefined);
          if (answer.one_time_password) {
            setTold(answer);
          } else {
            noticeDone(t(`users.${ask}Done`));
          }
        },
      });
    }
  };
  const name = user.data?.user.name ?? '';
  return (
    <Page
      title={name}
      back={{ to: '/settings/users', label: t('users.title') }}
      chips={user.data && <UserChips user={user.data.user} />}
      actions={
        <ActionBar
          actions={[
            { id: 'change', label: t('change'), kind: 'filled', run: () => setIsChanging(true) },
            ...asks.map(
              (what): Action => ({
                id: what,
                label: t(`users.${what}`),
                isMore: what !== 'resetPassword',
                isAllowed:
                  what !== 'removeSecondFactor' || user.data?.user.has_second_factor === true,
                run: () => {
                  act.reset();
                  setAsk(what);
                },
              }),
            ),
          ]}
        />
      }
    >
      <Loaded query={user}>
        {({ user: one }) => (
          <Card title={t('users.about')}>
            <Facts
              of={[
                [t('users.fullName'), one.full_name || undefined],
                [t('users.email'), one.email],
                [t('users.role'), roleName(one.role)],
                [t('account.language'), one.language === 'ko' ? '한국어' : 'English'],
                [t('account.zone'), one.zone],
                [t('users.created'), <When key="made" at={one.created_at} />],
                [t('users.lastLogin'), <When key="login" at={one.last_login_at} relative />],
              ]}
            />
          </Card>
        )}
      </Loaded>
      <Card title={t('sessions.title')}>
        <Loaded query={sessions}>{(list) => <SessionsTable sessions={list.items} />}</Loaded>
      </Card>
      <UserForm
        isOpen={isChanging}
        user={user.data?.user as User}
        roles={roles.data?.items ?? []}
        resources={roles.data?.resources ?? []}
        onClose={() => setIsChanging(false)}
        onDone={() => {
          setIsChanging(false);
          noticeDone(t('saved'));
        }}
      />
      <ConfirmDialog
        title={ask ? t(`users.${ask}Ask`, { name }) : ''}
        isOpen={ask !== undefined}
        onClose={() => setAsk(undefined)}
        onSubmit={confirm}
        submitLabel={ask ? t(`users.${ask}`) : ''}
        isBusy={act.isPending}
        isDanger={ask !== 'unlock'}
        error={act.error}
      >
        {ask && t(`users.${ask}Effect`)}
      </ConfirmDialog>
      <SecretsDialog
        title={t('users.madeTitle', { name })}
        secrets={
          told?.one_time_password
            ? [[t('users.oneTimePassword'), told.one_time_password]]
            : undefined
        }
        onClose={() => setTold(undefined)}
      />
    </Page>
  );
}
