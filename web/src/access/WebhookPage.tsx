// One webhook: its log of deliveries with replay, a test, a new secret.
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import {
  ActionBar,
  Card,
  Chip,
  ConfirmDialog,
  Facts,
  Loaded,
  Mono,
  noticeDone,
  noticeError,
  Page,
  When,
} from '../kit';
import { useGo } from '../url/state';
import { DeliveryTable } from './DeliveryTable';
import { SecretsDialog } from './parts';
import type { Delivery, WebhookAnswer } from './types';
import { WebhookForm } from './WebhookForm';
import { useT } from './words';

export default function WebhookPage() {
  const t = useT();
  const go = useGo();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const path = `/api/v1/webhooks/${id}`;
  const webhook = useGet<WebhookAnswer>(path);
  const [isChanging, setIsChanging] = useState(false);
  const [ask, setAsk] = useState<'rotate' | 'delete'>();
  const [told, setTold] = useState<WebhookAnswer>();
  const act = useChange(
    (what: 'rotate' | 'delete', idempotencyKey) =>
      what === 'delete'
        ? api.delete<WebhookAnswer>(path, undefined, { idempotencyKey })
        : api.post<WebhookAnswer>(`${path}/rotate`, undefined, { idempotencyKey }),
    ['/api/v1/webhooks'],
  );
  const test = useChange(
    (_: undefined, idempotencyKey) => api.post(`${path}/test`, undefined, { idempotencyKey }),
    ['/api/v1/webhooks'],
  );
  const replay = useChange(
    (delivery: Delivery, idempotencyKey) =>
      api.post(`${path}/deliveries/${delivery.id}/replay`, undefined, { idempotencyKey }),
    ['/api/v1/webhooks'],
  );
  const confirm = () =>
    ask &&
    act.mutate(ask, {
      onSuccess: (answer) => {
        setAsk(undefined);
        if (ask === 'delete') {
          noticeDone(t('webhooks.deleted'));
          go('/settings/webhooks');
        } else {
          setTold(answer);
        }
      },
    });
  const name = webhook.data?.webhook.name ?? '';
  const askFor = (what: 'rotate' | 'delete') => {
    act.reset();
    setAsk(what);
  };
  const isOff = webhook.data?.webhook.is_active === false;
  return (
    <Page
      title={name}
      back={{ to: '/settings/webhooks', label: t('webhooks.title') }}
      chips={isOff && <Chip>{t('users.off')}</Chip>}
      actions={
        <ActionBar
          actions={[
            {
              id: 'test',
              label: t('webhooks.test'),
              isBusy: test.isPending,
              whyNot: isOff ? t('webhooks.testOff') : undefined,
              run: () =>
                test.mutate(undefined, {
                  onSuccess: () => noticeDone(t('webhooks.testQueued')),
                  onError: noticeError,
                }),
            },
            { id: 'change', label: t('change'), kind: 'filled', run: () => setIsChanging(true) },
            {
              id: 'rotate',
              label: t('webhooks.rotate'),
              isMore: true,
              run: () => askFor('rotate'),
            },
            {
              id: 'delete',
              label: t('delete'),
              kind: 'danger',
              isMore: true,
              run: () => askFor('delete'),
            },
          ]}
        />
      }
    >
      <Loaded query={webhook}>
        {({ webhook: one }) => (
          <Card title={t('webhooks.about')}>
            <Facts
              of={[
                [t('webhooks.url'), <Mono key="url">{one.url}</Mono>],
                [t('webhooks.events'), one.events.join(', ')],
                [t('users.created'), <When key="made" at={one.created_at} />],
                [
                  t('webhooks.rotatedAt'),
                  one.rotated_at ? <When key="new" at={one.rotated_at} /> : undefined,
                ],
              ]}
            />
          </Card>
        )}
      </Loaded>
      <Card title={t('webhooks.log')}>
        <DeliveryTable
          path={`${path}/deliveries`}
          button={(delivery) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t('webhooks.replay')}: ${delivery.id}`}
              onClick={() =>
                replay.mutate(delivery, {
                  onSuccess: () => noticeDone(t('webhooks.replayed')),
                  onError: noticeError,
                })
              }
            >
              {t('webhooks.replay')}
            </Button>
          )}
        />
      </Card>
      {isChanging && webhook.data && (
        <WebhookForm
          webhook={webhook.data.webhook}
          onClose={() => setIsChanging(false)}
          onDone={() => {
            setIsChanging(false);
            noticeDone(t('saved'));
          }}
        />
      )}
      <ConfirmDialog
        title={ask ? t(`webhooks.${ask}Ask`, { name }) : ''}
        isOpen={ask !== undefined}
        onClose={() => setAsk(undefined)}
        onSubmit={confirm}
        submitLabel={ask === 'delete' ? t('delete') : t('webhooks.rotate')}
        isBusy={act.isPending}
        isDanger={ask === 'delete'}
        error={act.error}
      >
        {ask && t(`webhooks.${ask}Effect`)}
      </ConfirmDialog>
      <SecretsDialog
        title={t('webhooks.secretTitle', { name })}
        secrets={told?.secret ? [[t('webhooks.secret'), told.secret]] : undefined}
        onClose={() => setTold(undefined)}
      />
    </Page>
  );
}
