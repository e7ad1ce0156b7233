// What can be asked of a document: to void it, to comment on it, to mail it, and its tracking
// numbers.
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../api/queries';
import { ConfirmDialog, DialogForm, fieldError, sends } from '../kit';

import type { Order, Track } from './types';
import { useDocumentChange } from './useOrder';
import { useT } from './words';

type Common = { order: Order; onClose: () => void };

type AskProps = Common & {
  title: string;
  label: string;
  effect: string;
  done: string;
  path: string;
  method?: 'post' | 'delete';
  needsReason?: boolean;
  isDanger?: boolean;
  // Left out where the server takes none.
  body?: object;
};

export function AskDialog(props: AskProps) {
  const { order, onClose, title, label, effect, done, path, needsReason = false } = props;
  const t = useT();
  const [reason, setReason] = useState('');
  const change = useDocumentChange();
  const form = sends(
    change,
    {
      method: props.method ?? 'post',
      path,
      body: props.body ?? {
        version: order.version,
        ...(needsReason ? { reason: reason.trim() } : {}),
      },
    },
    done,
    onClose,
  );
  return (
    <ConfirmDialog
      title={title}
      isOpen
      {...form}
      submitLabel={label}
      whyNot={needsReason && reason.trim() === '' ? t('reasonNeeded') : undefined}
      isDanger={props.isDanger ?? false}
    >
      <p>{effect}</p>
      {needsReason && (
        <TextInput
          label={t('reason')}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldError(change.error, 'reason')}
        />
      )}
    </ConfirmDialog>
  );
}

// Gives the file of an invoice or credit memo to Amazon.
export function UploadDialog({
  number,
  effect,
  ...props
}: Common & { number: string; effect: string; path: string }) {
  const t = useT();
  return (
    <AskDialog
      {...props}
      title={t('upload.title', { number })}
      label={t('upload.action')}
      effect={effect}
      done={t('upload.done')}
    />
  );
}

export function CommentDialog({ order, onClose, path }: Common & { path: string }) {
  const t = useT();
  const [text, setText] = useState('');
  const [notify, setNotify] = useState(false);
  const change = useDocumentChange();
  const form = sends(
    change,
    {
      method: 'post',
      path: `${path}/comments`,
      body: { version: order.version, comment: text.trim(), notify },
    },
    t('commented'),
    onClose,
  );
  return (
    <DialogForm
      title={t('comment')}
      isOpen
      {...form}
      submitLabel={t('comment')}
      effect={t('commentEffect')}
      whyNot={text.trim() === '' ? t('commentText') : undefined}
    >
      <Textarea
        label={t('commentText')}
        autosize
        minRows={3}
        maxRows={12}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={fieldError(change.error, 'comment')}
      />
      <Checkbox
        mt="sm"
        label={t('notify')}
        checked={notify}
        onChange={(event) => setNotify(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}

type CarrierList = { items: { code: string; title: string; is_active: boolean }[] };

type TrackProps = Common & { path: string; packageId?: number; track?: Track };

// A scanner types the number and ends with Enter, which saves it.
export function TrackDialog({ order, onClose, path, packageId, track }: TrackProps) {
  const t = useT();
  const carriers = useGet<CarrierList>('/api/v1/carriers');
  const choices = (carriers.data?.items ?? [])
    .filter(({ code, is_active }) => is_active || code === track?.carrier_code)
    .map(({ code, title }) => ({ value: code, label: title || code }));
  const [carrier, setCarrier] = useState<string | null>(track?.carrier_code ?? null);
  const [number, setNumber] = useState(track?.number ?? '');
  const change = useDocumentChange();
  const chosen = carrier ?? choices[0]?.value;
  const form = sends(
    change,
    {
      method: track ? 'put' : 'post',
      path: track ? `${path}/tracks/${track.id}` : `${path}/tracks`,
      body: {
        version: order.version,
        ...(packageId === undefined ? {} : { package_id: packageId }),
        carrier_code: chosen,
        number: number.trim(),
      },
    },
    t('trackSaved'),
    onClose,
  );
  return (
    <DialogForm
      title={track ? t('editTrackTitle', { number: track.number }) : t('addTrack')}
      isOpen
      {...form}
      submitLabel={track ? t('editTrack') : t('addTrack')}
      effect={order.channel ? t('trackEffect') : undefined}
      whyNot={number.trim() === '' ? t('numberNeeded') : undefined}
    >
      <TextInput
        label={t('trackNumber')}
        data-autofocus
        autoComplete="off"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={fieldError(change.error, 'number')}
      />
      <Select
        mt="sm"
        label={t('carrier')}
        data={choices}
        value={chosen ?? null}
        onChange={setCarrier}
        allowDeselect={false}
        error={fieldError(change.error, 'carrier_code')}
      />
    </DialogForm>
  );
}
