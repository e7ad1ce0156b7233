// One's own account: name and language, password, second factor, and where one is signed in.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { type Session, useSession } from '../api/session';
import {
  Card,
  ErrorBand,
  fieldError,
  Loaded,
  noticeDone,
  noticeError,
  Page,
  PasswordField,
} from '../kit';
import styles from './access.module.css';
import { SecondFactorCard } from './SecondFactorCard';
import { SessionsTable } from './SessionsTable';
import type { UserSession } from './types';
import { useT } from './words';
import { ZoneSelect } from './ZoneSelect';

// The frame reads the session again: language and zone count at once.
function useReadSession(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['session'] });
}

export default function AccountPage() {
  const t = useT();
  const session = useSession();
  return (
    <Page title={t('account.title')} about={session.user.name}>
      <ProfileCard key={`${session.user.language} ${session.user.zone}`} user={session.user} />
      <PasswordCard />
      <SecondFactorCard hasOne={session.user.has_second_factor} onChanged={useReadSession()} />
      <SessionsCard />
    </Page>
  );
}

function ProfileCard({ user }: { user: Session['user'] }) {
  const t = useT();
  const readSession = useReadSession();
  const [draft, setDraft] = useState({
    full_name: user.full_name,
    email: user.email,
    language: user.language,
    zone: user.zone,
  });
  const save = useChange(
    (body: typeof draft, idempotencyKey) =>
      api.put('/api/v1/session/profile', body, { idempotencyKey }),
    [],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, {
      onSuccess: () => {
        noticeDone(t('saved'));
        readSession();
      },
    });
  };
  return (
    <Card title={t('account.profile')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <ErrorBand error={save.error} />
        <TextInput
          label={t('users.fullName')}
          value={draft.full_name}
          autoComplete="name"
          error={fieldError(save.error, 'full_name')}
          onChange={(event) => setDraft({ ...draft, full_name: event.currentTarget.value })}
        />
        <TextInput
          label={t('users.email')}
          type="email"
          value={draft.email}
          autoComplete="email"
          error={fieldError(save.error, 'email')}
          onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('account.language')}
          value={draft.language}
          onChange={(event) => setDraft({ ...draft, language: event.currentTarget.value })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ko', label: '한국어' },
          ]}
        />
        <ZoneSelect
          label={t('account.zone')}
          value={draft.zone}
          error={fieldError(save.error, 'zone')}
          onChange={(zone) => setDraft({ ...draft, zone })}
        />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function PasswordCard() {
  const t = useT();
  const readSession = useReadSession();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const save = useChange(
    (body: { current_password: string; new_password: string }) =>
      api.put('/api/v1/session/password', body),
    ['/api/v1/session/sessions'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { current_password: current, new_password: wanted },
      {
        onSuccess: () => {
          setCurrent('');
          setWanted('');
          noticeDone(t('account.passwordChanged'));
          readSession(); // and with it the new session's CSRF token
        },
      },
    );
  };
  return (
    <Card title={t('account.password')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <ErrorBand error={save.error} />
        <PasswordField
          label={t('account.currentPassword')}
          value={current}
          autoComplete="current-password"
          error={fieldError(save.error, 'current_password')}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordField
          label={t('account.newPassword')}
          description={t('account.passwordRule')}
          value={wanted}
          autoComplete="new-password"
          error={fieldError(save.error, 'new_password')}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <div>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={current === '' || wanted === ''}
          >
            {t('account.changePassword')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function SessionsCard() {
  const t = useT();
  const path = '/api/v1/session/sessions';
  const sessions = useGet<List<UserSession>>(path);
  const end = useChange(
    (which: UserSession | 'others', idempotencyKey) =>
      api.delete(which === 'others' ? path : `${path}/${which.id}`, undefined, { idempotencyKey }),
    [path],
  );
  const run = (which: UserSession | 'others') =>
    end.mutate(which, { onSuccess: () => noticeDone(t('sessions.ended')), onError: noticeError });
  return (
    <Card
      title={t('sessions.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => run('others')}>
          {t('sessions.endOthers')}
        </Button>
      }
    >
      <Loaded query={sessions}>
        {(list) => <SessionsTable sessions={list.items} onEnd={run} />}
      </Loaded>
    </Card>
  );
}
