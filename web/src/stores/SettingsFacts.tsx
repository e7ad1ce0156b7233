// A store's settings for who may look but not change: words, no form.
import { useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { Card, Facts, Num, Quiet, When } from '../kit';
import type { Marketplace, Store } from './types';
import { useT } from './words';

const minute = 60;

export function SettingsFacts({ store }: { store: Store }) {
  const t = useT();
  const { number } = useFormats();
  const views = useGet<{ items: { id: number; name: string }[] }>('/api/v1/store-views');
  const known = useGet<{ items: Marketplace[] }>('/api/v1/marketplaces');
  const { settings } = store;
  const isOn = (value: boolean) => (value ? t('on') : t('off'));
  const nameOf = (id: string) => known.data?.items.find((one) => one.id === id)?.name ?? id;
  const view = views.data?.items.find((one) => one.id === settings.store_view_id);
  return (
    <Card title={t('settings.orders')}>
      <p>
        <Quiet>{t('settings.readOnly')}</Quiet>
      </p>
      <Facts
        of={[
          [t('connect.name'), store.name],
          [
            t('connect.marketplaces'),
            store.marketplace_ids.length > 0
              ? store.marketplace_ids.map(nameOf).join(', ')
              : t('settings.allMarketplaces'),
          ],
          [t('setting.import_enabled'), isOn(settings.import_enabled)],
          [
            t('setting.import_from'),
            settings.import_from && <When key="from" at={settings.import_from} style="date" />,
          ],
          [
            t('setting.store_view_id'),
            view?.name ?? <Num key="view" value={settings.store_view_id} />,
          ],
          [t('setting.customer_creation'), t(`choice.${settings.customer_creation}`)],
          [t('setting.order_number_source'), t(`choice.${settings.order_number_source}`)],
          [t('setting.new_order_status'), settings.new_order_status || t('setting.defaultStatus')],
          [t('setting.reserve_pending'), isOn(settings.reserve_pending)],
          [t('setting.strict_blocking'), isOn(settings.strict_blocking)],
          [t('setting.paid_on_import'), isOn(settings.paid_on_import)],
          [
            t('setting.mail_kinds'),
            settings.mail_kinds.map((kind) => t.maybe(`mailKind.${kind}`) ?? kind).join(', ') ||
              t('settings.noMails'),
          ],
          [t('setting.invoice_upload'), t(`choice.${settings.invoice_upload}`)],
          [t('setting.sync_interval_seconds'), number(settings.sync_interval_seconds / minute)],
        ]}
      />
    </Card>
  );
}
