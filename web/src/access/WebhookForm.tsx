// Where a webhook goes and what it is told.
import { Checkbox, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError } from '../kit';
import type { Webhook, WebhookAnswer } from './types';
import { useT } from './words';

const events = [
  'order.created',
  'order.changed',
  'order.shipped',
  'order.refunded',
  'order.canceled',
] as const;
const words = {
  'order.created': 'webhooks.event.order_created',
  'order.changed': 'webhooks.event.order_changed',
  'order.shipped': 'webhooks.event.order_shipped',
  'order.refunded': 'webhooks.event.order_refunded',
  'order.canceled': 'webhooks.event.order_canceled',
} as const;

type Props = {
  webhook?: Webhook;
  onClose: () => void;
  onDone: (answer: WebhookAnswer) => void;
};

export function WebhookForm({ webhook, onClose, onDone }: Props) {
  const t = useT();
  const [draft, setDraft] = useState({
    name: webhook?.name ?? '',
    url: webhook?.url ?? 'https://',
    events: webhook?.events ?? ['order.created', 'order.shipped'],
    is_active: webhook?.is_active ?? true,
  });
  const save = useChange(
    (body: typeof draft, idempotencyKey) =>
      webhook
        ? api.put<WebhookAnswer>(`/api/v1/webhooks/${webhook.id}`, body, { idempotencyKey })
        : api.post<WebhookAnswer>('/api/v1/webhooks', body, { idempotencyKey }),
    ['/api/v1/webhooks'],
  );
  const whyNot =
    draft.name === ''
      ? t('webhooks.needName')
      : draft.events.length === 0
        ? t('webhooks.needEvent')
        : undefined;
  return (
    <DrawerForm
      title={webhook ? t('webhooks.changeTitle', { name: webhook.name }) : t('webhooks.add')}
      isOpen
      onClose={onClose}
      onSubmit={() => save.mutate(draft, { onSuccess: onDone })}
      submitLabel={webhook ? t('save') : t('webhooks.add')}
      effect={webhook ? undefined : t('webhooks.addEffect')}
      whyNot={whyNot}
      isBusy={save.isPending}
      error={save.error}
    >
      <Stack>
        <TextInput
          label={t('webhooks.name')}
          value={draft.name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label={t('webhooks.url')}
          description={t('webhooks.urlHint')}
          type="url"
          value={draft.url}
          error={fieldError(save.error, 'url')}
          onChange={(event) => setDraft({ ...draft, url: event.currentTarget.value })}
        />
        <Checkbox.Group
          label={t('webhooks.events')}
          value={draft.events}
          onChange={(chosen) => setDraft({ ...draft, events: chosen })}
        >
          <Stack gap={8} mt={6}>
            {events.map((event) => (
              <Checkbox key={event} value={event} label={t(words[event])} description={event} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Switch
          label={t('webhooks.isActive')}
          checked={draft.is_active}
          onChange={(event) => setDraft({ ...draft, is_active: event.currentTarget.checked })}
        />
      </Stack>
    </DrawerForm>
  );
}
