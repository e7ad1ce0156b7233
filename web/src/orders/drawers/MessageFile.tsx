// What goes with a message that Amazon carries as a file: an invoice of the order's, or one that is
// chosen; and the days that a warranty covers.
import { FileInput, NativeSelect, TextInput } from '@mantine/core';
import type { Order } from '../types';
import { useT } from '../words';

const ownFile = '';
const endings = '.pdf,.jpg,.jpeg,.png,.txt';

export type Enclosed = {
  invoiceId: string;
  file: File | null;
  from: string;
  to: string;
};
export const nothingEnclosed: Enclosed = { invoiceId: ownFile, file: null, from: '', to: '' };

type Kind = { kind: string; file: string };

export function validInvoices(order: Order) {
  return order.invoices.filter((invoice) => invoice.state !== 'canceled');
}

// The invoice that is offered first: the newest.
export function firstEnclosed(order: Order): Enclosed {
  const newest = validInvoices(order).at(-1);
  return { ...nothingEnclosed, invoiceId: newest ? String(newest.id) : ownFile };
}

export function useWhyNotFile(): (
  kind: Kind,
  enclosed: Enclosed,
  bytesMax: number,
) => string | undefined {
  const t = useT();
  return (kind, enclosed, bytesMax) => {
    const hasInvoice = kind.kind === 'invoice' && enclosed.invoiceId !== ownFile;
    if (kind.file === 'must' && !hasInvoice && !enclosed.file) {
      return t('amazonMessage.fileNeeded');
    }
    if (enclosed.file && enclosed.file.size > bytesMax) {
      return t('amazonMessage.fileTooLarge', { size: Math.floor(bytesMax / 1024) });
    }
    if (kind.kind === 'warranty' && (enclosed.from === '') !== (enclosed.to === '')) {
      return t('amazonMessage.bothDays');
    }
    return undefined;
  };
}

function base64Of(bytes: Uint8Array): string {
  const step = 0x8000; // more arguments at once would be too many
  let text = '';
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(text);
}

export async function readBase64(file: File): Promise<string> {
  return base64Of(new Uint8Array(await file.arrayBuffer()));
}

type Props = {
  order: Order;
  kind: Kind;
  bytesMax: number;
  enclosed: Enclosed;
  onChange: (enclosed: Enclosed) => void;
};

export function MessageFile({ order, kind, bytesMax, enclosed, onChange }: Props) {
  const t = useT();
  const invoices = kind.kind === 'invoice' ? validInvoices(order) : [];
  const needsFile = invoices.length === 0 || enclosed.invoiceId === ownFile;
  return (
    <>
      {invoices.length > 0 && (
        <NativeSelect
          mt="sm"
          label={t('amazonMessage.which')}
          value={enclosed.invoiceId}
          data={[
            ...invoices.map((invoice) => ({
              value: String(invoice.id),
              label: t('amazonMessage.ourInvoice', {
                number: invoice.increment_id ?? String(invoice.id),
              }),
            })),
            { value: ownFile, label: t('amazonMessage.otherFile') },
          ]}
          onChange={(event) => onChange({ ...enclosed, invoiceId: event.currentTarget.value })}
        />
      )}
      {needsFile && (
        <FileInput
          mt="sm"
          label={t('amazonMessage.file')}
          description={t('amazonMessage.fileHint', { size: Math.floor(bytesMax / 1024) })}
          accept={endings}
          clearable
          value={enclosed.file}
          onChange={(file) => onChange({ ...enclosed, file })}
        />
      )}
      {kind.kind === 'warranty' && (
        <>
          <TextInput
            mt="sm"
            type="date"
            label={t('amazonMessage.coverageFrom')}
            value={enclosed.from}
            onChange={(event) => onChange({ ...enclosed, from: event.currentTarget.value })}
          />
          <TextInput
            mt="sm"
            type="date"
            label={t('amazonMessage.coverageTo')}
            value={enclosed.to}
            onChange={(event) => onChange({ ...enclosed, to: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
