// Asks for the password, or a code, and says what it opens.
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { useSession } from '../api/session';
import { DialogForm } from '../kit/dialogs';
import { fieldError } from '../kit/ErrorBand';
import { PasswordField } from '../kit/PasswordField';
import type { Asked } from './ConfirmViews';
import { useShellWords } from './words';

const mostOrders = 1_000; // at one time

type Props = { asked: Asked; onEnd: (goesOn: boolean) => void };

export default function ConfirmViewsDialog({ asked, onEnd }: Props) {
  const t = useShellWords();
  const { user } = useSession();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const more = Math.min(Math.max(asked.wanted, asked.limit), mostOrders);
  const send = useChange(
    (said: { password?: string; code?: string }) =>
      api.post('/api/v1/session/confirm-views', { ...said, orders: more }),
    [],
  );
  const said = code.trim() === '' ? { password } : { code: code.trim() };
  const isFieldError = ['password', 'code'].some((field) => fieldError(send.error, field));
  return (
    <DialogForm
      title={t('views.title')}
      isOpen
      onClose={() => onEnd(false)}
      onSubmit={() => send.mutate(said, { onSuccess: () => onEnd(true) })}
      submitLabel={t('views.submit')}
      effect={t('views.effect', { count: more })}
      whyNot={password === '' && code.trim() === '' ? t('views.needed') : undefined}
      isBusy={send.isPending}
      error={isFieldError ? undefined : send.error}
    >
      <Stack gap="sm">
        <p>{t('views.why', { count: asked.seen })}</p>
        <PasswordField
          label={t('login.password')}
          value={password}
          autoComplete="current-password"
          error={fieldError(send.error, 'password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus
        />
        {user.has_second_factor && (
          <TextInput
            label={t('views.code')}
            value={code}
            autoComplete="one-time-code"
            error={fieldError(send.error, 'code')}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Stack>
    </DialogForm>
  );
}
