// The mail server: where mails are handed over, and a test mail.
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import {
  Band,
  Card,
  ConfirmDialog,
  DialogForm,
  ErrorBand,
  fieldError,
  noticeDone,
  noticeError,
  PasswordField,
} from '../kit';
import styles from './mail.module.css';
import type { MailServer, MailSettings } from './types';
import { useT } from './words';

type Draft = Omit<MailServer, 'has_password'> & { password: string };

const touches = ['/api/v1/mail-settings', '/api/v1/mails', '/api/v1/orders'];

function draftOf(server: MailServer | null): Draft {
  const { has_password: _, ...rest } = server ?? {
    host: '',
    port: 587,
    security: 'starttls' as const,
    user: '',
    has_password: false,
    sender_name: '',
    sender_address: '',
    timeout_seconds: 60,
    ca_certificate: '',
  };
  return { ...rest, password: '' };
}

export function ServerTab({ settings }: { settings: MailSettings }) {
  const t = useT();
  const [isTesting, setIsTesting] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const remove = useChange(
    (_: undefined, idempotencyKey) =>
      api.delete('/api/v1/mail-settings/server', undefined, { idempotencyKey }),
    touches,
  );
  const onRemove = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        setIsRemoving(false);
        noticeDone(t('server.removed'));
      },
      onError: noticeError,
    });
  return (
    <Card title={t('tabs.server')}>
      {settings.is_fixed && <Band tone="blue">{t('server.fixed')}</Band>}
      {!settings.server && (
        <Band tone="amber" title={t('noServer.title')}>
          {t('noServer.text')}
        </Band>
      )}
      <ServerForm
        settings={settings}
        onTest={() => setIsTesting(true)}
        onRemove={() => setIsRemoving(true)}
      />
      <TestDialog isOpen={isTesting} onClose={() => setIsTesting(false)} />
      <ConfirmDialog
        title={t('server.remove')}
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
        onSubmit={onRemove}
        submitLabel={t('server.remove')}
        isBusy={remove.isPending}
        isDanger
      >
        {t('server.removeEffect')}
      </ConfirmDialog>
    </Card>
  );
}

type FormProps = { settings: MailSettings; onTest: () => void; onRemove: () => void };

function ServerForm({ settings, onTest, onRemove }: FormProps) {
  const t = useT();
  const [draft, setDraft] = useState(() => draftOf(settings.server));
  const save = useChange((body: Draft, idempotencyKey) => {
    // An empty password keeps the one there is.
    const { password, ...rest } = body;
    return api.put('/api/v1/mail-settings/server', password === '' ? rest : { ...rest, password }, {
      idempotencyKey,
    });
  }, touches);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => noticeDone(t('server.saved')) });
  };
  const text = (name: 'host' | 'user' | 'sender_name' | 'sender_address', label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const isFixed = settings.is_fixed;
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <ErrorBand error={save.error} />
      <div className={styles.pair}>
        <TextInput
          {...text('host', t('server.host'))}
          placeholder={t('server.hostHint')}
          required
        />
        <NumberInput
          label={t('server.port')}
          value={draft.port}
          min={1}
          max={65535}
          error={fieldError(save.error, 'port')}
          onChange={(value) => setDraft({ ...draft, port: Number(value) })}
        />
      </div>
      <NativeSelect
        label={t('server.security')}
        value={draft.security}
        error={fieldError(save.error, 'security')}
        onChange={(event) =>
          setDraft({ ...draft, security: event.currentTarget.value as Draft['security'] })
        }
        data={(['starttls', 'tls', 'none'] as const).map((value) => ({
          value,
          label: t(`server.${value}`),
        }))}
      />
      <div className={styles.pair}>
        <TextInput {...text('user', t('server.user'))} autoComplete="off" />
        <PasswordField
          label={t('server.password')}
          placeholder={settings.server?.has_password ? '••••••••' : undefined}
          description={settings.server?.has_password ? t('server.passwordKept') : undefined}
          value={draft.password}
          autoComplete="new-password"
          onChange={(event) => setDraft({ ...draft, password: event.currentTarget.value })}
        />
      </div>
      <div className={styles.pair}>
        <TextInput {...text('sender_name', t('server.senderName'))} />
        <TextInput {...text('sender_address', t('server.senderAddress'))} required />
      </div>
      <NumberInput
        label={t('server.timeout')}
        value={draft.timeout_seconds}
        min={5}
        max={600}
        error={fieldError(save.error, 'timeout_seconds')}
        onChange={(value) => setDraft({ ...draft, timeout_seconds: Number(value) })}
      />
      <Textarea
        label={t('server.certificate')}
        description={t('server.certificateHint')}
        value={draft.ca_certificate}
        error={fieldError(save.error, 'ca_certificate')}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => setDraft({ ...draft, ca_certificate: event.currentTarget.value })}
      />
      <div className={styles.foot}>
        <Button type="submit" loading={save.isPending} disabled={isFixed}>
          {t('server.save')}
        </Button>
        {settings.server && (
          <Button variant="default" onClick={onTest}>
            {t('server.test')}
          </Button>
        )}
        {settings.server && !isFixed && (
          <Button variant="default" onClick={onRemove}>
            {t('server.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

function TestDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  const [to, setTo] = useState('');
  const send = useChange(
    (address: string, idempotencyKey) =>
      api.post('/api/v1/mail-settings/test', { to: address }, { idempotencyKey }),
    [],
  );
  const submit = () =>
    send.mutate(to, {
      onSuccess: () => {
        onClose();
        noticeDone(t('server.testSent'));
      },
    });
  return (
    <DialogForm
      title={t('server.test')}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={t('server.test')}
      effect={t('server.testEffect')}
      isBusy={send.isPending}
      error={send.error}
    >
      <TextInput
        label={t('server.testTo')}
        type="email"
        value={to}
        error={fieldError(send.error, 'to')}
        onChange={(event) => setTo(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}
