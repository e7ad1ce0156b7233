// The first page of the day.
import type { PageFolder } from '../shell/page_folder';

export const homePages: PageFolder = {
  folder: 'home',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: { '/home': () => import('./HomePage') },
};
