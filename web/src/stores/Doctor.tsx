// The connection doctor: every operation the store needs, whether Amazon allows it, and if not,
// which role is missing and what to do.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import {
  Band,
  Card,
  Chip,
  ErrorBand,
  Quiet,
  Table,
  type TableColumn,
  type Tone,
  When,
} from '../kit';
import type { Check, Probe } from './types';
import { type T, useT } from './words';

const toneOf: Readonly<Record<Probe['state'], Tone>> = {
  good: 'green',
  missing_role: 'red',
  bad_credentials: 'red',
  failed: 'amber',
  not_tried: 'grey',
};

function cureOf(t: T, probe: Probe): string {
  switch (probe.state) {
    case 'good':
      return '';
    case 'missing_role':
      return t('doctor.cure.missing_role', { role: probe.role ?? '' });
    case 'bad_credentials':
      return t('doctor.cure.bad_credentials');
    case 'failed':
      return t('doctor.cure.failed');
    case 'not_tried':
      return t('doctor.cure.not_tried');
  }
}

function columnsOf(t: T): TableColumn<Probe>[] {
  return [
    {
      id: 'what',
      title: t('doctor.what'),
      cell: (probe) => (
        <>
          <div>{t.maybe(`doctor.purpose.${probe.operation}`) ?? probe.operation}</div>
          <Quiet>
            {probe.operation}
            {!probe.is_needed && ` · ${t('doctor.optional')}`}
          </Quiet>
        </>
      ),
    },
    {
      id: 'state',
      title: t('doctor.state'),
      cell: (probe) => <Chip tone={toneOf[probe.state]}>{t(`doctor.is.${probe.state}`)}</Chip>,
    },
    {
      id: 'do',
      title: t('doctor.toDo'),
      cell: (probe) => (
        <>
          {cureOf(t, probe)}
          {probe.text && probe.state !== 'good' && (
            <div>
              <Quiet>
                {probe.text}
                {probe.request_id && ` (${probe.request_id})`}
              </Quiet>
            </div>
          )}
        </>
      ),
    },
  ];
}

type Props = { code: string; startsAlone?: boolean };

// `startsAlone`: right after connecting nobody has to ask for the check.
export function Doctor({ code, startsAlone = false }: Props) {
  const t = useT();
  const check = useChange(
    (_: undefined, idempotencyKey) =>
      api.post<Check>(`/api/v1/stores/${encodeURIComponent(code)}/check`, undefined, {
        idempotencyKey,
      }),
    [],
  );
  const found = check.data;
  const { mutate } = check;
  const hasStarted = useRef(false);
  useEffect(() => {
    if (startsAlone && !hasStarted.current) {
      hasStarted.current = true;
      mutate(undefined);
    }
  }, [startsAlone, mutate]);
  return (
    <Card
      title={t('doctor.title')}
      actions={
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate(undefined)}>
          {found ? t('doctor.again') : t('doctor.run')}
        </Button>
      }
    >
      <ErrorBand error={check.error} />
      {!found && <Quiet>{t('doctor.about')}</Quiet>}
      {found && (
        <>
          <Band
            tone={found.is_well ? 'green' : 'red'}
            title={found.is_well ? t('doctor.well') : t('doctor.ill')}
          >
            <When at={found.checked_at} />
          </Band>
          <Table
            label={t('doctor.title')}
            columns={columnsOf(t)}
            rows={found.operations}
            rowId={(probe) => probe.operation}
          />
        </>
      )}
    </Card>
  );
}
