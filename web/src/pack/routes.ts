// The pack station.
import type { PageFolder } from '../shell/page_folder';

export const packPages: PageFolder = {
  folder: 'pack',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: { '/pack': () => import('./PackPage') },
};
