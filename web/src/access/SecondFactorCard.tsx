// The second factor: a QR code for the authenticator app, its first code as proof, then recovery
// codes that are shown once.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import {
  Band,
  Card,
  Chip,
  CopyText,
  DialogForm,
  fieldError,
  noticeDone,
  noticeError,
  PasswordField,
} from '../kit';
import styles from './access.module.css';
import type { SecondFactorOffer } from './types';
import { useT } from './words';

type Codes = { recovery_codes: string[] };
const path = '/api/v1/session/second-factor';

type Props = { hasOne: boolean; onChanged: () => void };

export function SecondFactorCard({ hasOne, onChanged }: Props) {
  const t = useT();
  const [codes, setCodes] = useState<string[]>();
  const [asked, setAsked] = useState<'renew' | 'remove'>();
  const [offer, setOffer] = useState<SecondFactorOffer>();
  const start = useChange(() => api.post<SecondFactorOffer>(path), []);
  return (
    <Card title={t('factor.title')}>
      <Stack gap="sm">
        <div>
          {hasOne ? <Chip tone="green">{t('factor.on')}</Chip> : <Chip>{t('factor.off')}</Chip>}{' '}
          {hasOne ? t('factor.onText') : t('factor.offText')}
        </div>
        {hasOne ? (
          <Group gap={8}>
            <Button variant="default" onClick={() => setAsked('renew')}>
              {t('factor.renew')}
            </Button>
            <Button variant="default" onClick={() => setAsked('remove')}>
              {t('factor.remove')}
            </Button>
          </Group>
        ) : (
          <div>
            <Button
              variant="default"
              loading={start.isPending}
              onClick={() => start.mutate(undefined, { onSuccess: setOffer, onError: noticeError })}
            >
              {t('factor.setUp')}
            </Button>
          </div>
        )}
      </Stack>
      {offer && (
        <SetUpDialog
          offer={offer}
          onClose={() => setOffer(undefined)}
          onDone={(made) => {
            setOffer(undefined);
            setCodes(made);
            onChanged();
          }}
        />
      )}
      {asked && (
        <PasswordDialog
          key={asked}
          what={asked}
          onClose={() => setAsked(undefined)}
          onDone={(made) => {
            setAsked(undefined);
            setCodes(made);
            if (!made) {
              noticeDone(t('factor.removed'));
            }
            onChanged();
          }}
        />
      )}
      <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />
    </Card>
  );
}

type SetUpProps = {
  offer: SecondFactorOffer;
  onClose: () => void;
  onDone: (codes: string[]) => void;
};

function SetUpDialog({ offer, onClose, onDone }: SetUpProps) {
  const t = useT();
  const [code, setCode] = useState('');
  const confirm = useChange(
    (typed: string) => api.post<Codes>(`${path}/confirm`, { code: typed }),
    ['/api/v1/session/sessions'],
  );
  return (
    <DialogForm
      title={t('factor.setUp')}
      isOpen
      onClose={onClose}
      onSubmit={() =>
        confirm.mutate(code.trim(), { onSuccess: (made) => onDone(made.recovery_codes) })
      }
      submitLabel={t('factor.confirm')}
      effect={t('factor.confirmEffect')}
      whyNot={code.trim() === '' ? t('factor.needCode') : undefined}
      isBusy={confirm.isPending}
      error={fieldError(confirm.error, 'code') ? undefined : confirm.error}
    >
      <Stack>
        <div>{t('factor.scan')}</div>
        <QrCode rows={offer.qr} label={t('factor.qrLabel')} />
        <div>
          {t('factor.orType')} <CopyText text={offer.secret} />
        </div>
        <TextInput
          label={t('factor.code')}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          error={fieldError(confirm.error, 'code')}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-autofocus
        />
      </Stack>
    </DialogForm>
  );
}

// Always black on white: cameras read nothing else.
function QrCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const margin = 4;
  const size = rows.length + 2 * margin;
  const modules = rows
    .flatMap((row, y) =>
      [...row].map((one, x) => (one === '1' ? `M${x + margin} ${y + margin}h1v1h-1z` : '')),
    )
    .join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={modules} fill="#000" />
    </svg>
  );
}

type PasswordProps = {
  what: 'renew' | 'remove';
  onClose: () => void;
  onDone: (codes?: string[]) => void;
};

function PasswordDialog({ what, onClose, onDone }: PasswordProps) {
  const t = useT();
  const [password, setPassword] = useState('');
  const send = useChange(
    (typed: string) =>
      api.post<Partial<Codes>>(`${path}/${what === 'renew' ? 'recovery-codes' : 'remove'}`, {
        password: typed,
      }),
    [],
  );
  return (
    <DialogForm
      title={t(`factor.${what}`)}
      isOpen
      onClose={onClose}
      onSubmit={() => send.mutate(password, { onSuccess: (made) => onDone(made.recovery_codes) })}
      submitLabel={t(`factor.${what}`)}
      effect={t(`factor.${what}Effect`)}
      whyNot={password === '' ? t('factor.needPassword') : undefined}
      isBusy={send.isPending}
      isDanger={what === 'remove'}
      error={fieldError(send.error, 'password') ? undefined : send.error}
    >
      <PasswordField
        label={t('account.currentPassword')}
        value={password}
        autoComplete="current-password"
        error={fieldError(send.error, 'password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}

function CodesDialog({ codes, onClose }: { codes: string[] | undefined; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={codes !== undefined}
      onClose={onClose}
      title={t('factor.codes')}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Band tone="amber" title={t('secrets.once')}>
          {t('factor.codesText')}
        </Band>
        <ul className={styles.codes}>
          {(codes ?? []).map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group justify="space-between">
          <CopyText text={(codes ?? []).join('\n')}>{t('factor.copyAll')}</CopyText>
          <Button onClick={onClose} data-autofocus>
            {t('secrets.kept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
