// The way in: name and password, the second factor when the account has one, and the change of a
// password that was given by somebody else.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../api/client';
import { ApiError } from '../api/errors';
import { useChange } from '../api/queries';
import type { Session } from '../api/session';
import { Band, ErrorBand, errorWords, fieldError } from '../kit/ErrorBand';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './shell.module.css';
import { useShellWords } from './words';

type Done = { onDone: (session: Session) => void };
type LoginProps = {
  // With the password that was typed, which a one-time password's change needs again.
  onDone: (session: Session, password: string) => void;
  isAgain: boolean;
};

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.login}>
      <div className={styles.loginCard}>
        <div className={styles.brand}>
          <img src="/admin/icon.svg" alt="" /> Orderyard
        </div>
        <h1>{title}</h1>
        {children}
        <LanguageSwitch />
      </div>
    </main>
  );
}

export function Login({ onDone, isAgain }: LoginProps) {
  const t = useShellWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isCodeWanted, setIsCodeWanted] = useState(false);
  const logIn = useChange((body: object) => api.post<Session>('/api/v1/session', body), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = isCodeWanted ? { name, password, code: code.trim() } : { name, password };
    logIn.mutate(body, {
      onSuccess: (session) => onDone(session, password),
      onError: (error) => {
        if (error instanceof ApiError && error.field === 'code') {
          setIsCodeWanted(true);
        }
      },
    });
  };
  const isFirstAskForCode = isCodeWanted && code === '';
  return (
    <Frame title={t('login.title')}>
      {isAgain && <p>{t('login.again')}</p>}
      <form onSubmit={submit}>
        {!isFirstAskForCode && <Refusal error={logIn.error} />}
        <TextInput
          label={t('login.name')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus
          required
          withAsterisk={false}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
          mt="sm"
          label={t('login.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        {isCodeWanted && (
          <TextInput
            mt="sm"
            label={t('login.code')}
            description={t('login.codeHint')}
            name="code"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoFocus
          />
        )}
        <Button type="submit" size="sm" fullWidth my="md" loading={logIn.isPending}>
          {t('login.submit')}
        </Button>
      </form>
    </Frame>
  );
}

// A wrong password is no lack of a session, as the same code says everywhere else.
function Refusal({ error }: { error: unknown }) {
  const t = useShellWords();
  return error instanceof ApiError && error.status === 401 ? (
    <Band title={t('login.refused')}>{errorWords(error).text}</Band>
  ) : (
    <ErrorBand error={error} />
  );
}

// `typed`: the one-time password, when it was typed just now; else it is asked for.
export function OwnPassword({ onDone, typed }: Done & { typed: string | undefined }) {
  const t = useShellWords();
  const [current, setCurrent] = useState(typed ?? '');
  const [wanted, setWanted] = useState('');
  const [repeated, setRepeated] = useState('');
  const change = useChange(
    (body: object) => api.put<Session>('/api/v1/session/password', body),
    [],
  );
  const currentError = fieldError(change.error, 'current_password');
  const asksForCurrent = typed === undefined || currentError !== undefined;
  const differs = repeated !== '' && repeated !== wanted;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (repeated === wanted) {
      change.mutate({ current_password: current, new_password: wanted }, { onSuccess: onDone });
    }
  };
  return (
    <Frame title={t('password.title')}>
      <p>{t('password.why')}</p>
      <form onSubmit={submit}>
        <ErrorBand error={change.error} />
        {asksForCurrent && (
          <PasswordInput
            visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
            mb="sm"
            label={t('password.current')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={currentError}
            autoFocus
          />
        )}
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
          label={t('password.wanted')}
          description={t('password.hint')}
          autoComplete="new-password"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          error={fieldError(change.error, 'new_password')}
          autoFocus={!asksForCurrent}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
          mt="sm"
          label={t('password.repeat')}
          autoComplete="new-password"
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          error={differs ? t('password.differs') : undefined}
        />
        <Button type="submit" size="sm" fullWidth my="md" loading={change.isPending}>
          {t('password.submit')}
        </Button>
      </form>
    </Frame>
  );
}
