// Who may do what: users, roles, integrations, webhooks, the audit trail, and one's own account.
import type { PageFolder } from '../shell/page_folder';

export const accessPages: PageFolder = {
  folder: 'access',
  words: {
    en: async () => (await import('./en')).en,
    ko: async () => (await import('./ko')).ko,
  },
  pages: {
    '/settings/users': () => import('./UsersPage'),
    '/settings/users/$id': () => import('./UserPage'),
    '/settings/roles': () => import('./RolesPage'),
    '/settings/integrations': () => import('./IntegrationsPage'),
    '/settings/webhooks': () => import('./WebhooksPage'),
    '/settings/webhooks/$id': () => import('./WebhookPage'),
    '/settings/audit': () => import('./AuditPage'),
    '/account': () => import('./AccountPage'),
  },
};
