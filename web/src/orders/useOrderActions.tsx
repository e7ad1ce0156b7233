// The order's buttons: shown when the user has the right, with the reason when the rules forbid it
// now.
import { api } from '../api/client';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import type { Action } from '../kit';
import type { Order, OrderVerb } from './types';
import { useT } from './words';

export const drawers = [
  'ship',
  'invoice',
  'creditMemo',
  'hold',
  'unhold',
  'comment',
  'cancel',
  'giveUpCancel',
  'reorder',
  'address',
  'mail',
  'amazonMessage',
] as const;
export type DrawerId = (typeof drawers)[number];

export function isDrawer(text: string | undefined): text is DrawerId {
  return drawers.some((one) => one === text);
}

const rightOf: Readonly<Record<DrawerId, string>> = {
  ship: 'Magento_Sales::ship',
  invoice: 'Magento_Sales::invoice',
  creditMemo: 'Magento_Sales::creditmemo',
  hold: 'Magento_Sales::hold',
  unhold: 'Magento_Sales::unhold',
  comment: 'Magento_Sales::comment',
  cancel: 'Magento_Sales::cancel',
  giveUpCancel: 'Magento_Sales::cancel',
  reorder: 'Magento_Sales::reorder',
  address: 'Magento_Sales::actions_edit',
  mail: 'Magento_Sales::emails',
  amazonMessage: 'Magento_Sales::emails',
};

const verbOf: Readonly<Partial<Record<DrawerId, OrderVerb>>> = {
  ship: 'ship',
  invoice: 'invoice',
  creditMemo: 'creditmemo',
  hold: 'hold',
  unhold: 'unhold',
  comment: 'comment',
  cancel: 'cancel',
  reorder: 'reorder',
  address: 'correct_address',
};

export function useMayOpen(order: Order): (id: DrawerId) => boolean {
  const may = useMay();
  return (id) => {
    const verb = verbOf[id];
    if (id === 'amazonMessage' && !order.channel) {
      return false;
    }
    return may(rightOf[id]) && (!verb || order.actions[verb].allowed);
  };
}

// What the rules say against it now.
export function useWhyNot(order: Order): (id: DrawerId) => string | undefined {
  const { language } = useFormats();
  return (id) => {
    const verb = verbOf[id];
    const allowed = verb && order.actions[verb];
    return allowed && !allowed.allowed
      ? serverSentence(allowed.text ?? allowed.reason ?? '', undefined, language)
      : undefined;
  };
}

export function useOrderActions(order: Order, open: (id: DrawerId) => void): Action[] {
  const t = useT();
  const may = useMay();
  const whyNot = useWhyNot(order);
  const action = (id: DrawerId, more: Partial<Action> = {}): Action => ({
    id,
    label: t(`action.${id}`),
    run: () => open(id),
    isAllowed: may(rightOf[id]),
    whyNot: whyNot(id),
    ...more,
  });
  const key = (code: string) => ({ keys: `Key${code}`, keyLabel: code });
  const openPage = (address: string) => window.open(address, '_blank', 'noopener');
  const slip = api.fileUrl(`/api/v1/orders/${order.id}/packing-slip`);
  const isHeld = order.hold !== null;
  const amazonPage = order.channel?.page;
  return [
    action(isHeld ? 'unhold' : 'hold', key('H')),
    action('invoice', key('I')),
    action('creditMemo', key('R')),
    action('ship', { ...key('E'), kind: 'filled' }),
    action('comment', { ...key('C'), isMore: true }),
    action('mail', { ...key('M'), isMore: true }),
    ...(order.channel ? [action('amazonMessage', { isMore: true })] : []),
    action('address', { isMore: true }),
    {
      id: 'slip',
      label: t('action.slip'),
      run: () => openPage(slip),
      isAllowed: may('Magento_Sales::actions_view'),
      isMore: true,
      ...key('P'),
    },
    action('reorder', { isMore: true }),
    ...(amazonPage
      ? [
          {
            id: 'amazon',
            label: t(
              order.actions.cancel.allowed ? 'action.amazonCancelPage' : 'action.amazonPage',
            ),
            run: () => openPage(amazonPage),
            isMore: true,
          },
        ]
      : []),
    ...(order.pending_cancel ? [action('giveUpCancel', { isMore: true })] : []),
    action('cancel', { isMore: true, kind: 'danger', keys: 'Shift+KeyC', keyLabel: 'Shift C' }),
  ];
}
