// API clients: who they are, what they may, when they were last seen, and new secrets.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import {
  ActionBar,
  Chip,
  ConfirmDialog,
  EmptyState,
  Loaded,
  Mono,
  Num,
  noticeDone,
  Page,
  Table,
  When,
} from '../kit';
import { IntegrationForm } from './IntegrationForm';
import { SecretsDialog } from './parts';
import type { Integration, IntegrationAnswer, RoleList } from './types';
import { useT } from './words';

type Ask = { what: 'rotate' | 'revoke'; integration: Integration };

export default function IntegrationsPage() {
  const t = useT();
  const integrations = useGet<List<Integration>>('/api/v1/integrations');
  const [edited, setEdited] = useState<Integration | 'new'>();
  const [ask, setAsk] = useState<Ask>();
  const [told, setTold] = useState<IntegrationAnswer>();
  const act = useChange(
    ({ what, integration }: Ask, idempotencyKey) =>
      api.post<IntegrationAnswer>(`/api/v1/integrations/${integration.id}/${what}`, undefined, {
        idempotencyKey,
      }),
    ['/api/v1/integrations'],
  );
  const confirm = () =>
    ask &&
    act.mutate(ask, {
      onSuccess: (answer) => {
        setAsk(undefined);
        if (answer.credentials) {
          setTold(answer);
        } else {
          noticeDone(t('integrations.revoked'));
        }
      },
    });
  const button = (what: 'change' | 'rotate' | 'revoke', row: Integration, run: () => void) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${what === 'change' ? t('change') : t(`integrations.${what}`)}: ${row.name}`}
      onClick={run}
    >
      {what === 'change' ? t('change') : t(`integrations.${what}`)}
    </Button>
  );
  const askFor = (what: Ask['what'], integration: Integration) => {
    act.reset();
    setAsk({ what, integration });
  };
  return (
    <Page
      title={t('integrations.title')}
      actions={
        <ActionBar
          actions={[
            {
              id: 'add',
              label: t('integrations.add'),
              kind: 'filled',
              keys: 'KeyN',
              keyLabel: 'N',
              run: () => setEdited('new'),
            },
          ]}
        />
      }
    >
      <Loaded query={integrations}>
        {(list) => (
          <Table<Integration>
            label={t('integrations.title')}
            rows={list.items}
            rowId={(row) => row.id}
            empty={
              <EmptyState title={t('integrations.none')}>{t('integrations.noneText')}</EmptyState>
            }
            columns={[
              {
                id: 'name',
                title: t('integrations.name'),
                cell: (row) => (
                  <Group gap={8}>
                    {row.name}
                    <StateChip integration={row} />
                  </Group>
                ),
              },
              {
                id: 'key',
                title: t('integrations.key'),
                cell: (row) => <Mono>{row.consumer_key}</Mono>,
              },
              {
                id: 'rights',
                title: t('roles.rights'),
                align: 'right',
                cell: (row) => <Num value={row.resources.length} />,
              },
              {
                id: 'rate',
                title: t('integrations.rate'),
                align: 'right',
                cell: (row) => <Num value={row.requests_per_minute} />,
              },
              {
                id: 'used',
                title: t('integrations.lastUsed'),
                cell: (row) => <When at={row.last_used_at} />,
              },
              {
                id: 'expires',
                title: t('integrations.expires'),
                cell: (row) => <When at={row.expires_at} style="date" />,
              },
              {
                id: 'do',
                title: '',
                align: 'right',
                cell: (row) =>
                  row.is_active ? (
                    <Group gap={6} justify="flex-end" wrap="nowrap">
                      {button('change', row, () => setEdited(row))}
                      {button('rotate', row, () => askFor('rotate', row))}
                      {button('revoke', row, () => askFor('revoke', row))}
                    </Group>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
      {edited && (
        <EditedForm
          integration={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onDone={(answer) => {
            setEdited(undefined);
            if (answer.credentials) {
              setTold(answer);
            } else {
              noticeDone(t('saved'));
            }
          }}
        />
      )}
      <ConfirmDialog
        title={ask ? t(`integrations.${ask.what}Ask`, { name: ask.integration.name }) : ''}
        isOpen={ask !== undefined}
        onClose={() => setAsk(undefined)}
        onSubmit={confirm}
        submitLabel={ask ? t(`integrations.${ask.what}`) : ''}
        isBusy={act.isPending}
        isDanger
        error={act.error}
      >
        {ask && t(`integrations.${ask.what}Effect`)}
      </ConfirmDialog>
      <SecretsDialog
        title={t('integrations.secretsTitle', { name: told?.integration.name ?? '' })}
        secrets={
          told?.credentials && [
            [t('integrations.consumerKey'), told.credentials.consumer_key],
            [t('integrations.consumerSecret'), told.credentials.consumer_secret],
            [t('integrations.accessToken'), told.credentials.access_token],
            [t('integrations.accessTokenSecret'), told.credentials.access_token_secret],
          ]
        }
        onClose={() => setTold(undefined)}
      />
    </Page>
  );
}

type EditedProps = {
  integration: Integration | undefined;
  onClose: () => void;
  onDone: (answer: IntegrationAnswer) => void;
};

// The tree of rights is part of the roles' answer, which takes another right than this page.
function EditedForm(props: EditedProps) {
  const tree = useGet<Pick<RoleList, 'resources'>>('/api/v1/resources');
  return <IntegrationForm {...props} resources={tree.data?.resources ?? []} />;
}

function StateChip({ integration }: { integration: Integration }) {
  const t = useT();
  if (!integration.is_active) {
    return <Chip tone="grey">{t('integrations.isRevoked')}</Chip>;
  }
  const isOver = integration.expires_at !== null && Date.parse(integration.expires_at) < Date.now();
  return isOver ? <Chip tone="amber">{t('integrations.isExpired')}</Chip> : null;
}
