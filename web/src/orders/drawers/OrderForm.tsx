// What all drawers of an order share: the change goes out with the version that was seen; when
// somebody was faster, both versions are shown and nothing that was entered is lost.

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import { readAgain, useChange } from '../../api/queries';
import { Band, DrawerForm, Facts, noticeDone, When } from '../../kit';
import { useStatusLabels } from '../status';
import type { Order } from '../types';
import { useT } from '../words';

export const touchedByOrders = [
  '/api/v1/orders',
  '/api/v1/home',
  '/api/v1/shipments',
  '/api/v1/invoices',
  '/api/v1/credit-memos',
  '/api/v1/stock',
  '/api/v1/products',
] as const;

// Why what the open drawer does is not possible any more: the order changed under it. What was typed
// stays.
export const DrawerRefusal = createContext<string | undefined>(undefined);

export type DrawerProps = { order: Order; onClose: () => void };

type Props = DrawerProps & {
  title: string;
  submitLabel: string;
  effect?: ReactNode;
  whyNot?: string | undefined;
  isDanger?: boolean;
  size?: 'md' | 'lg' | 'xl';
  method?: 'post' | 'put' | 'delete';
  path: string;
  body: Record<string, unknown>;
  // Routes that take no version, such as mails.
  hasNoVersion?: boolean;
  // The user's version in words, beside the server's.
  mine: readonly (readonly [ReactNode, ReactNode])[];
  doneText: string | ((answer: unknown) => string);
  onDone?: (answer: unknown) => void;
  children?: ReactNode;
};

export function OrderForm(props: Props) {
  const { order, onClose, method = 'post' } = props;
  const client = useQueryClient();
  const t = useT();
  const refusedNow = use(DrawerRefusal);
  // The version that was seen when the form opened, although the page goes on with the news; after both
  // versions were shown it is the newest.
  const [versionSeen, setVersionSeen] = useState<number | undefined>(order.version);
  const change = useChange(
    (body: object, idempotencyKey: string) => api[method](props.path, body, { idempotencyKey }),
    touchedByOrders,
  );
  // Its own change may be what makes it impossible now.
  const refusal = change.isPending || change.isSuccess ? undefined : refusedNow;
  const submit = () =>
    change.mutate(
      props.hasNoVersion ? props.body : { ...props.body, version: versionSeen ?? order.version },
      {
        onSuccess: (answer) => {
          const { doneText } = props;
          noticeDone(typeof doneText === 'string' ? doneText : doneText(answer));
          onClose();
          props.onDone?.(answer);
        },
        onError: (error) => {
          if (isStale(error)) {
            setVersionSeen(undefined);
            void readAgain(client, ['/api/v1/orders']); // the next try knows the new version
          }
        },
      },
    );
  const stale = isStale(change.error);
  return (
    <DrawerForm
      title={props.title}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      submitLabel={props.submitLabel}
      effect={props.effect}
      whyNot={refusal ?? props.whyNot}
      isBusy={change.isPending}
      isDanger={props.isDanger ?? false}
      error={stale ? undefined : change.error}
      size={props.size ?? 'lg'}
    >
      {refusal && (
        <Band tone="amber" title={t('stale.impossible')}>
          {refusal} {t('stale.stays')}
        </Band>
      )}
      {stale && <BothVersions order={order} mine={props.mine} />}
      {props.children}
    </DrawerForm>
  );
}

function isStale(error: unknown): error is ApiError {
  return error instanceof ApiError && error.field === 'version';
}

type BothProps = { order: Order; mine: Props['mine'] };

function BothVersions({ order, mine }: BothProps) {
  const t = useT();
  const status = useStatusLabels();
  const news = order.history.slice(-3);
  return (
    <Band tone="amber" title={t('stale.title')}>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 16 }}>
        <section>
          <strong>{t('stale.theirs')}</strong>
          <Facts
            of={[
              [t('column.status'), status(order.status)],
              ...news.map(
                (entry) =>
                  [
                    <When key={entry.id} at={entry.at} style="time" />,
                    `${t.maybe(`history.event.${entry.event}`) ?? entry.event} · ${entry.actor ?? ''}`,
                  ] as const,
              ),
            ]}
          />
        </section>
        <section>
          <strong>{t('stale.yours')}</strong>
          <Facts of={mine} />
        </section>
      </div>
      <p>{t('stale.kept')}</p>
    </Band>
  );
}
