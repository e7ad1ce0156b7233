// Reads a document and its order; both are there before anything is shown.
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useGet } from '../api/queries';
import { Loaded, Page } from '../kit';
import type { Document, Order } from './types';
import { useOrderOf } from './useOrder';

type Props<D extends Document> = {
  path: string;
  title: string;
  back: { to: string; label: string };
  children: (document: D, order: Order) => ReactNode;
};

export function OneDocument<D extends Document>({ path, title, back, children }: Props<D>) {
  const { id } = useParams({ strict: false });
  const document = useGet<D>(`${path}/${id}`);
  const order = useOrderOf(document.data?.order_id);
  if (document.data && order.data) {
    return <>{children(document.data, order.data)}</>;
  }
  return (
    <Page title={title} back={back}>
      <Loaded query={document}>{() => <Loaded query={order}>{() => null}</Loaded>}</Loaded>
    </Page>
  );
}
