// Connected Amazon stores: cards, the wizard, dashboards, settings, Amazon's orders, logs, and the
// exceptions bench.
import type { PageFolder } from '../shell/page_folder';

export const storePages: PageFolder = {
  folder: 'stores',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/stores': () => import('./StoresPage'),
    '/stores/connect': () => import('./ConnectPage'),
    '/stores/$store': () => import('./StorePage'),
    '/stores/$store/settings': () => import('./StoreSettingsPage'),
    '/stores/$store/amazon-orders': () => import('./AmazonOrdersPage'),
    '/stores/$store/amazon-orders/$number': () => import('./AmazonOrderPage'),
    '/stores/$store/logs': () => import('./StoreLogsPage'),
    '/exceptions': () => import('./ExceptionsPage'),
  },
};
