// Sales by day as a line; a page of its own so that the chart library loads only here.
import {
  Area,
  AreaChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useFormats } from '../format/useFormats';
import styles from './stores.module.css';
import type { Sales } from './types';
import { useT } from './words';

type Props = { sales: Sales; zone: string; currency: string };

export default function RevenueChart({ sales, zone, currency }: Props) {
  const t = useT();
  const formats = useFormats();
  const rows = sales.days.map((day) => ({
    day: formats.date(day.from, 'date', zone),
    amount: Number(day.totals.find((total) => total.currency === currency)?.amount ?? 0),
    orders: day.orders,
  }));
  return (
    <div className={styles.chart} role="img" aria-label={t('dashboard.chart', { currency })}>
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 8 }}>
          <CartesianGrid stroke="var(--oy-line)" vertical={false} />
          <XAxis dataKey="day" tick={{ fill: 'var(--oy-quiet)', fontSize: 12 }} minTickGap={32} />
          <YAxis
            tick={{ fill: 'var(--oy-quiet)', fontSize: 12 }}
            width={70}
            tickFormatter={(value: number) => formats.number(value)}
          />
          <Tooltip
            contentStyle={{ background: 'var(--oy-raised)', borderColor: 'var(--oy-line)' }}
            formatter={(value) => [
              currency ? formats.money(String(value), currency) : String(value),
              t('dashboard.sales'),
            ]}
          />
          <Area
            dataKey="amount"
            stroke="var(--oy-accent)"
            fill="var(--oy-accent-soft)"
            strokeWidth={2}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
