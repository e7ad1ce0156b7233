// An integration's name, rights, rate and end.
import { NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError } from '../kit';
import { ResourceTree } from './ResourceTree';
import type { Integration, IntegrationAnswer, Resource } from './types';
import { useT } from './words';

type Props = {
  integration: Integration | undefined;
  resources: readonly Resource[];
  onClose: () => void;
  onDone: (answer: IntegrationAnswer) => void;
};

const rateDefault = 600;

export function IntegrationForm({ integration, resources, onClose, onDone }: Props) {
  const t = useT();
  const [draft, setDraft] = useState({
    name: integration?.name ?? '',
    email: integration?.email ?? '',
    granted: integration?.resources ?? [],
    rate: integration?.requests_per_minute ?? rateDefault,
    expires: integration?.expires_at?.slice(0, 10) ?? '',
  });
  const save = useChange(
    (wanted: typeof draft, idempotencyKey) => {
      const body = {
        name: wanted.name,
        email: wanted.email,
        resources: wanted.granted,
        requests_per_minute: wanted.rate,
        expires_at: wanted.expires === '' ? null : `${wanted.expires}T23:59:59Z`,
      };
      return integration
        ? api.put<IntegrationAnswer>(`/api/v1/integrations/${integration.id}`, body, {
            idempotencyKey,
          })
        : api.post<IntegrationAnswer>('/api/v1/integrations', body, { idempotencyKey });
    },
    ['/api/v1/integrations'],
  );
  const whyNot =
    draft.name === ''
      ? t('integrations.needName')
      : draft.granted.length === 0
        ? t('roles.needRight')
        : undefined;
  return (
    <DrawerForm
      title={
        integration
          ? t('integrations.changeTitle', { name: integration.name })
          : t('integrations.add')
      }
      isOpen
      onClose={onClose}
      onSubmit={() => save.mutate(draft, { onSuccess: onDone })}
      submitLabel={integration ? t('save') : t('integrations.add')}
      effect={integration ? t('roles.effect') : t('integrations.addEffect')}
      whyNot={whyNot}
      isBusy={save.isPending}
      error={save.error}
    >
      <Stack>
        <TextInput
          label={t('integrations.name')}
          description={t('integrations.nameHint')}
          value={draft.name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label={t('integrations.email')}
          value={draft.email}
          error={fieldError(save.error, 'email')}
          onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
        />
        <NumberInput
          label={t('integrations.rate')}
          value={draft.rate}
          min={1}
          max={100000}
          error={fieldError(save.error, 'requests_per_minute')}
          onChange={(value) => setDraft({ ...draft, rate: Number(value) })}
        />
        <TextInput
          type="date"
          label={t('integrations.expires')}
          description={t('integrations.expiresHint')}
          value={draft.expires}
          error={fieldError(save.error, 'expires_at')}
          onChange={(event) => setDraft({ ...draft, expires: event.currentTarget.value })}
        />
        <ResourceTree
          label={t('roles.rights')}
          resources={resources}
          granted={draft.granted}
          onChange={(granted) => setDraft({ ...draft, granted })}
        />
      </Stack>
    </DrawerForm>
  );
}
