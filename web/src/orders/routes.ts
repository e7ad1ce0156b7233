// The orders' list and page.
import type { PageFolder } from '../shell/page_folder';

export const orderPages: PageFolder = {
  folder: 'orders',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/orders': () => import('./OrdersPage'),
    '/orders/$id': () => import('./OrderPage'),
  },
};
