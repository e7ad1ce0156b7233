// Who was stopped at the limit of addresses seen in an hour, or went on: for those who look after the
// users.
import { Card, Link, Quiet, Table, When } from '../kit';
import type { ViewAlarm } from './types';
import { useT } from './words';

export function ViewAlarms({ alarms }: { alarms: readonly ViewAlarm[] }) {
  const t = useT();
  return (
    <Card title={t('views.title')}>
      <Quiet>{t('views.about')}</Quiet>
      <Table
        label={t('views.title')}
        rows={alarms}
        rowId={(alarm) => `${alarm.user} ${alarm.kind} ${alarm.at}`}
        columns={[
          {
            id: 'user',
            title: t('views.user'),
            cell: (alarm) => (
              <Link to={`/audit?actor=${encodeURIComponent(alarm.user)}`}>{alarm.user}</Link>
            ),
          },
          {
            id: 'what',
            title: t('views.what'),
            cell: (alarm) => t(`views.${alarm.kind}`, { count: alarm.orders }),
          },
          {
            id: 'at',
            title: t('views.at'),
            cell: (alarm) => <When at={alarm.at} style="short" relative />,
          },
        ]}
      />
    </Card>
  );
}
