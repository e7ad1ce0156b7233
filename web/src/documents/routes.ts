// Lists of shipments, invoices and credit memos over all orders, and one of each.
import type { PageFolder } from '../shell/page_folder';

export const documentPages: PageFolder = {
  folder: 'documents',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/shipments': () => import('./ShipmentsPage'),
    '/shipments/$id': () => import('./ShipmentPage'),
    '/invoices': () => import('./InvoicesPage'),
    '/invoices/$id': () => import('./InvoicePage'),
    '/credit-memos': () => import('./CreditMemosPage'),
    '/credit-memos/$id': () => import('./CreditMemoPage'),
  },
};
