// Where somebody is signed in.
import { Button } from '@mantine/core';
import { Chip, EmptyState, Quiet, Table, When } from '../kit';
import type { UserSession } from './types';
import { useT } from './words';

type Props = { sessions: readonly UserSession[]; onEnd?: (session: UserSession) => void };

export function SessionsTable({ sessions, onEnd }: Props) {
  const t = useT();
  return (
    <Table<UserSession>
      label={t('sessions.title')}
      rows={sessions}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('sessions.none')} />}
      columns={[
        {
          id: 'browser',
          title: t('sessions.where'),
          cell: (row) => (
            <>
              {row.kind === 'admin_token' ? t('sessions.token') : shortened(row.browser)}{' '}
              {row.is_this_one && <Chip tone="blue">{t('sessions.thisOne')}</Chip>}
            </>
          ),
        },
        {
          id: 'address',
          title: t('sessions.address'),
          cell: (row) => <Quiet>{row.address}</Quiet>,
        },
        { id: 'since', title: t('sessions.since'), cell: (row) => <When at={row.created_at} /> },
        { id: 'seen', title: t('sessions.seen'), cell: (row) => <When at={row.last_seen_at} /> },
        ...(onEnd
          ? [
              {
                id: 'end',
                title: '',
                align: 'right' as const,
                cell: (row: UserSession) =>
                  row.is_this_one ? null : (
                    <Button size="compact-sm" variant="default" onClick={() => onEnd(row)}>
                      {t('sessions.end')}
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

// "Firefox 141 · Linux" of a browser's long name of itself.
function shortened(agent: string | null): string {
  if (!agent) {
    return '?';
  }
  const browser = /(Edg|OPR|Firefox|HeadlessChrome|Chrome|Version)\/(\d+)/.exec(agent);
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  const name = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' }[browser?.[1] ?? ''] ?? browser?.[1];
  return browser ? `${name} ${browser[2]}${system ? ` · ${system}` : ''}` : agent.slice(0, 60);
}
