// What is asked before many orders are worked on at once: the little each verb needs, and the
// effect.
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { countOf, type Selection, selectionBody } from '../grid';
import { DialogForm } from '../kit';
import { type BulkJob, type Carrier, cancelReasons, refundReasons } from './types';
import { type T, useT } from './words';

export const bulkVerbs = [
  'ship',
  'invoice',
  'hold',
  'unhold',
  'comment',
  'refund',
  'cancel',
] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

export type BulkStart = { verb: BulkVerb; selection: Selection; done: () => void };

type Params = {
  reason: string;
  comment: string;
  carrier: string | null;
  number: string;
  isUntracked: boolean;
  returnToStock: boolean;
};

const noParams: Params = {
  reason: '',
  comment: '',
  carrier: null,
  number: '',
  isUntracked: true,
  returnToStock: false,
};

function paramsOf(verb: BulkVerb, from: Params): object {
  switch (verb) {
    case 'ship':
      return from.number !== '' && from.carrier
        ? { track: { carrier_code: from.carrier, number: from.number } }
        : { is_untracked: from.isUntracked };
    case 'invoice':
    case 'unhold':
      return {};
    case 'hold':
      return { reason: from.reason };
    case 'comment':
      return { comment: from.comment };
    case 'refund':
      return { reason: from.reason, return_to_stock: from.returnToStock };
    case 'cancel':
      return { reason: from.reason };
  }
}

function whyNot(verb: BulkVerb, from: Params, t: T): string | undefined {
  if ((verb === 'cancel' || verb === 'refund') && from.reason === '') {
    return t('reason.choose');
  }
  return verb === 'comment' && from.comment.trim() === '' ? t('comment.needed') : undefined;
}

type Props = { start: BulkStart; onClose: () => void; onStarted: (job: BulkJob) => void };

export default function BulkDialog({ start, onClose, onStarted }: Props) {
  const t = useT();
  const { number } = useFormats();
  const { verb, selection } = start;
  const count = countOf(selection);
  const [params, setParams] = useState(noParams);
  const begin = useChange(
    (body: object, idempotencyKey) => api.post<BulkJob>('/api/v1/bulk', body, { idempotencyKey }),
    ['/api/v1/bulk'],
  );
  const submit = () =>
    begin.mutate(
      { verb, ...selectionBody(selection), params: paramsOf(verb, params) },
      {
        onSuccess: (job) => {
          start.done();
          onStarted(job);
          onClose();
        },
      },
    );
  const change = (some: Partial<Params>) => setParams({ ...params, ...some });
  return (
    <DialogForm
      title={t(`bulk.${verb}Title`, { count, shown: number(count) })}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      submitLabel={t(`bulk.${verb}`)}
      effect={t(`bulk.${verb}Effect`)}
      whyNot={whyNot(verb, params, t)}
      isBusy={begin.isPending}
      isDanger={verb === 'cancel'}
      error={begin.error}
    >
      <Fields verb={verb} params={params} onChange={change} />
    </DialogForm>
  );
}

type FieldsProps = { verb: BulkVerb; params: Params; onChange: (some: Partial<Params>) => void };

function Fields({ verb, params, onChange }: FieldsProps) {
  const t = useT();
  switch (verb) {
    case 'ship':
      return <ShipFields params={params} onChange={onChange} />;
    case 'hold':
      return (
        <TextInput
          label={t('hold.reason')}
          value={params.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          data-autofocus
        />
      );
    case 'comment':
      return (
        <Textarea
          label={t('comment.text')}
          value={params.comment}
          onChange={(event) => onChange({ comment: event.currentTarget.value })}
          data-autofocus
          autosize
          minRows={3}
        />
      );
    case 'cancel':
    case 'refund': {
      const reasons = verb === 'cancel' ? cancelReasons : refundReasons;
      return (
        <>
          <Select
            label={t('cancel.reason')}
            placeholder={t('reason.choose')}
            data={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
            value={params.reason || null}
            onChange={(value) => onChange({ reason: value ?? '' })}
            data-autofocus
          />
          {verb === 'refund' && (
            <Checkbox
              mt="sm"
              label={t('memo.returnToStock')}
              checked={params.returnToStock}
              onChange={(event) => onChange({ returnToStock: event.currentTarget.checked })}
            />
          )}
        </>
      );
    }
    case 'invoice':
    case 'unhold':
      return null;
  }
}

function ShipFields({ params, onChange }: Omit<FieldsProps, 'verb'>) {
  const t = useT();
  const carriers = useGet<{ items: Carrier[] }>('/api/v1/carriers');
  return (
    <>
      <Checkbox
        label={t('ship.untracked')}
        checked={params.isUntracked}
        onChange={(event) => onChange({ isUntracked: event.currentTarget.checked })}
        data-autofocus
      />
      {!params.isUntracked && (
        <>
          <Select
            mt="sm"
            label={t('ship.carrier')}
            searchable
            data={(carriers.data?.items ?? [])
              .filter((carrier) => carrier.is_active)
              .map(({ code, title }) => ({ value: code, label: title }))}
            value={params.carrier}
            onChange={(carrier) => onChange({ carrier })}
          />
          <TextInput
            mt="sm"
            label={t('ship.tracking')}
            value={params.number}
            onChange={(event) => onChange({ number: event.currentTarget.value.trim() })}
          />
        </>
      )}
    </>
  );
}
