// Settings of mails, and the log of what went out.
import type { PageFolder } from '../shell/page_folder';

export const mailPages: PageFolder = {
  folder: 'mail',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/settings/mail': () => import('./MailSettingsPage'),
    '/settings/mails': () => import('./MailsPage'),
    '/settings/mails/$id': () => import('./MailPage'),
  },
};
