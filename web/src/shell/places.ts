// Every place one can go to by name: the rail, the settings and the command palette show those
// whose page exists and that the user may see.
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBox,
  IconBuildingStore,
  IconCheckupList,
  IconClipboardList,
  IconFileExport,
  IconFileImport,
  IconFileInvoice,
  IconFileText,
  IconHeartbeat,
  IconHistory,
  IconHome,
  IconKey,
  IconListDetails,
  IconMail,
  IconMailbox,
  IconPackage,
  IconSettings,
  IconTag,
  IconTruck,
  IconTruckDelivery,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { WordKey } from '../i18n/words';
import type { en } from './en';

export type Place = {
  to: string;
  word: WordKey<(typeof en)['places']>;
  // undefined: for everybody who is signed in.
  resource?: string;
  group: 'rail' | 'settings' | 'own';
  icon: ComponentType<{ size?: number; stroke?: number }>;
  // After g.
  key?: string;
};

export const places: readonly Place[] = [
  { to: '/home', word: 'home', group: 'rail', icon: IconHome, key: 'KeyD' },
  {
    to: '/orders',
    word: 'orders',
    resource: 'Magento_Sales::actions_view',
    group: 'rail',
    icon: IconClipboardList,
    key: 'KeyO',
  },
  {
    to: '/pack',
    word: 'pack',
    resource: 'Magento_Sales::ship',
    group: 'rail',
    icon: IconPackage,
    key: 'KeyP',
  },
  {
    to: '/shipments',
    word: 'shipments',
    resource: 'Orderyard::shipments_view',
    group: 'rail',
    icon: IconTruckDelivery,
    key: 'KeyS',
  },
  {
    to: '/invoices',
    word: 'invoices',
    resource: 'Orderyard::invoices_view',
    group: 'rail',
    icon: IconFileInvoice,
    key: 'KeyI',
  },
  {
    to: '/credit-memos',
    word: 'creditMemos',
    resource: 'Orderyard::credit_memos_view',
    group: 'rail',
    icon: IconArrowBackUp,
    key: 'KeyM',
  },
  {
    to: '/stores',
    word: 'stores',
    resource: 'Orderyard::stores_view',
    group: 'rail',
    icon: IconBuildingStore,
    key: 'KeyA',
  },
  {
    to: '/exceptions',
    word: 'exceptions',
    resource: 'Magento_Sales::actions_view',
    group: 'rail',
    icon: IconAlertTriangle,
    key: 'KeyX',
  },
  {
    to: '/products',
    word: 'products',
    resource: 'Orderyard::products_view',
    group: 'rail',
    icon: IconBox,
    key: 'KeyT',
  },
  {
    to: '/customers',
    word: 'customers',
    resource: 'Orderyard::customers_view',
    group: 'rail',
    icon: IconUsers,
    key: 'KeyC',
  },
  { to: '/jobs', word: 'jobs', resource: 'Orderyard::bulk', group: 'rail', icon: IconCheckupList },
  {
    to: '/settings',
    word: 'settings',
    group: 'rail',
    icon: IconSettings,
    key: 'Comma',
  },
  {
    to: '/settings/statuses',
    word: 'statuses',
    resource: 'Magento_Sales::order_statuses',
    group: 'settings',
    icon: IconTag,
  },
  {
    to: '/settings/views',
    word: 'views',
    resource: 'Magento_Sales::actions_view',
    group: 'settings',
    icon: IconBuildingStore,
  },
  {
    to: '/settings/carriers',
    word: 'carriers',
    resource: 'Orderyard::settings',
    group: 'settings',
    icon: IconTruck,
  },
  {
    to: '/settings/documents',
    word: 'documents',
    resource: 'Orderyard::settings',
    group: 'settings',
    icon: IconFileText,
  },
  {
    to: '/settings/mail',
    word: 'mail',
    resource: 'Orderyard::settings',
    group: 'settings',
    icon: IconMail,
  },
  {
    to: '/settings/mails',
    word: 'mails',
    resource: 'Magento_Sales::emails',
    group: 'settings',
    icon: IconMailbox,
  },
  {
    to: '/settings/exports',
    word: 'exports',
    resource: 'Magento_Sales::actions_view',
    group: 'settings',
    icon: IconFileExport,
  },
  {
    to: '/settings/imports/tracking',
    word: 'trackingImport',
    resource: 'Magento_Sales::ship',
    group: 'settings',
    icon: IconFileImport,
  },
  {
    to: '/settings/users',
    word: 'users',
    resource: 'Orderyard::users',
    group: 'settings',
    icon: IconUsersGroup,
  },
  {
    to: '/settings/roles',
    word: 'roles',
    resource: 'Orderyard::users',
    group: 'settings',
    icon: IconListDetails,
  },
  {
    to: '/settings/integrations',
    word: 'integrations',
    resource: 'Orderyard::integrations',
    group: 'settings',
    icon: IconKey,
  },
  {
    to: '/settings/webhooks',
    word: 'webhooks',
    resource: 'Orderyard::webhooks',
    group: 'settings',
    icon: IconWebhook,
  },
  {
    to: '/settings/audit',
    word: 'audit',
    resource: 'Orderyard::audit',
    group: 'settings',
    icon: IconHistory,
  },
  {
    to: '/settings/health',
    word: 'health',
    resource: 'Orderyard::health',
    group: 'settings',
    icon: IconHeartbeat,
  },
  { to: '/account', word: 'account', group: 'own', icon: IconUserCircle },
];
