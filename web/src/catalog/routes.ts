// Products, their stock and mapping, and customers.
import type { PageFolder } from '../shell/page_folder';

export const catalogPages: PageFolder = {
  folder: 'catalog',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/products': () => import('./ProductsPage'),
    '/products/import': () => import('./ImportPage'),
    '/products/listings': () => import('./ListingsPage'),
    '/products/$id': () => import('./ProductPage'),
    '/customers': () => import('./CustomersPage'),
    '/customers/$id': () => import('./CustomerPage'),
  },
};
