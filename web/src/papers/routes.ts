// How papers look, lists as files, and tracking numbers from a file.
import type { PageFolder } from '../shell/page_folder';

export const paperPages: PageFolder = {
  folder: 'papers',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/settings/documents': () => import('./DocumentsPage'),
    '/settings/exports': () => import('./ExportsPage'),
    '/settings/exports/$id': () => import('./SavedExportPage'),
    '/settings/imports/tracking': () => import('./TrackingImportPage'),
  },
};
