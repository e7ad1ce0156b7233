// The order a document belongs to, and changes of the document: they name the order's version, so
// that nobody overwrites what he has not seen.
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import type { Order } from './types';

const touched = ['/api/v1/orders', '/api/v1/shipments', '/api/v1/invoices', '/api/v1/credit-memos'];

export function useOrderOf(orderId: number | undefined) {
  return useGet<Order>(orderId === undefined ? undefined : `/api/v1/orders/${orderId}`);
}

type Wish = { method: 'post' | 'put' | 'delete'; path: string; body: object };

export function useDocumentChange() {
  return useChange(
    ({ method, path, body }: Wish, idempotencyKey) => api[method](path, body, { idempotencyKey }),
    touched,
  );
}
