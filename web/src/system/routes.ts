// The program itself and the shop's settings: jobs, health, statuses, store views, carriers.
import type { PageFolder } from '../shell/page_folder';

export const systemPages: PageFolder = {
  folder: 'system',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/jobs': () => import('./JobsPage'),
    '/jobs/$id': () => import('./BulkJobPage'),
    '/settings/health': () => import('./HealthPage'),
    '/settings/statuses': () => import('./StatusesPage'),
    '/settings/views': () => import('./ViewsPage'),
    '/settings/carriers': () => import('./CarriersPage'),
  },
};
