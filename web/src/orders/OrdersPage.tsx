// The list of orders: where a clerk's day happens.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { api, saveFile } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { type BulkAction, DataGrid, type Selection, selectionBody } from '../grid';
import { filterQuery } from '../grid/grid_query';
import { EmptyState, noticeError, Page, useMenuFocus } from '../kit';
import { useUrlState } from '../url/state';
import type { BulkStart, BulkVerb } from './BulkDialog';
import { BulkProgress } from './BulkProgress';
import { type Counts, orderColumns, orderFilters, orderTabs } from './columns';
import { useStatusChoices } from './status';
import type { BulkJob, OrderRow } from './types';
import { type T, useT } from './words';

const BulkDialog = lazy(() => import('./BulkDialog'));

const rowId = (row: OrderRow) => row.id;
const rowLabel = (row: OrderRow) => row.increment_id;
const rowTo = (row: OrderRow) => `/orders/${row.id}`;
const rowTone = (row: OrderRow) => (row.sync?.word === 'error' ? ('red' as const) : undefined);

function print(kind: string, selection: Selection, done: () => void) {
  api
    .postForFile('/api/v1/prints', { kind, ...selectionBody(selection), as: 'pdf' })
    .then((file) => {
      saveFile(file);
      done();
    }, noticeError);
}

const verbs: readonly {
  verb: BulkVerb;
  resource: string;
  keys?: string;
  keyLabel?: string;
  kind?: BulkAction['kind'];
}[] = [
  { verb: 'ship', resource: 'Magento_Sales::ship', keys: 'KeyE', keyLabel: 'E', kind: 'filled' },
  { verb: 'invoice', resource: 'Magento_Sales::invoice', keys: 'KeyI', keyLabel: 'I' },
  { verb: 'hold', resource: 'Magento_Sales::hold', keys: 'KeyH', keyLabel: 'H' },
  { verb: 'unhold', resource: 'Magento_Sales::unhold' },
  { verb: 'comment', resource: 'Magento_Sales::comment', keys: 'KeyC', keyLabel: 'C' },
  { verb: 'refund', resource: 'Magento_Sales::creditmemo' },
  { verb: 'cancel', resource: 'Magento_Sales::cancel', kind: 'danger' },
];

function useBulkActions(t: T, onStart: (start: BulkStart) => void): BulkAction[] {
  const may = useMay();
  const mayBulk = may('Orderyard::bulk');
  const acts: BulkAction[] = verbs.map(({ verb, resource, ...rest }) => ({
    id: verb,
    label: t(`bulk.${verb}`),
    isAllowed: mayBulk && may(resource),
    run: (selection, done) => onStart({ verb, selection, done }),
    ...rest,
  }));
  const prints: BulkAction[] = [
    { id: 'slips', label: t('bulk.slips'), kind: 'packing_slip' },
    { id: 'pick_list', label: t('bulk.pickList'), kind: 'pick_list' },
  ].map(({ id, label, kind }) => ({
    id,
    label,
    icon: <IconPrinter size={14} aria-hidden="true" />,
    run: (selection: Selection, done: () => void) => print(kind, selection, done),
  }));
  return [...acts.slice(0, 4), ...prints, ...acts.slice(4)];
}

export default function OrdersPage() {
  const t = useT();
  const [bulkStart, setBulkStart] = useState<BulkStart | undefined>();
  const [job, setJob] = useState<BulkJob | undefined>();
  const counts = useGet<Counts>('/api/v1/orders/counts', {}, { pollMillis: 60_000 });
  const stores = useGet<{ items: { code: string; name: string }[] }>('/api/v1/stores');
  // A status of two states, such as fraud, is one word of the filter.
  const statuses = [...new Map(useStatusChoices().map((one) => [one.value, one])).values()];
  const storeChoices = (stores.data?.items ?? []).map(({ code, name }) => ({
    value: code,
    label: name || code,
  }));
  const columns = useMemo(() => orderColumns(t), [t]);
  const filters = orderFilters(t, storeChoices, statuses);
  const url = useUrlState();
  const tabs = orderTabs(t, counts.data, url.get('view'));
  const bulk = useBulkActions(t, setBulkStart);
  const filter = filterQuery({
    words: url.words,
    filters,
    search: 'q',
    tab: tabs.find((tab) => tab.id === url.get('view')),
    fixed: undefined,
    defaultSort: undefined,
  });
  return (
    <Page title={t('title')} layout="full" actions={<ExportMenu query={filter} />}>
      {job && <BulkProgress key={job.id} first={job} onClose={() => setJob(undefined)} />}
      <DataGrid<OrderRow>
        id="orders"
        label={t('title')}
        path="/api/v1/orders"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        rowTone={rowTone}
        search={{ name: 'q', placeholder: t('search') }}
        filters={filters}
        tabs={tabs}
        hasSavedViews
        defaultSort="-placed_at"
        bulk={bulk}
        canSelectAllInView
        empty={<EmptyState title={t('none')}>{t('noneNext')}</EmptyState>}
      />
      {bulkStart && (
        <Suspense>
          <BulkDialog
            start={bulkStart}
            onClose={() => setBulkStart(undefined)}
            onStarted={setJob}
          />
        </Suspense>
      )}
    </Page>
  );
}

function ExportMenu({ query }: { query: Parameters<typeof api.fileUrl>[1] }) {
  const t = useT();
  const menu = useMenuFocus();
  const file = (format: string) => api.fileUrl(`/api/v1/exports/orders.${format}`, query);
  return (
    <Menu position="bottom-end" onClose={menu.onClose}>
      <Menu.Target>
        <Button
          ref={menu.target}
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
        >
          {t('export.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file('csv')} download>
          {t('export.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={file('xlsx')} download>
          {t('export.xlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
