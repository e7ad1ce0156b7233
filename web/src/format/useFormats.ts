// The formats in the user's language and time zone.
import { use } from 'react';
import { SessionContext } from '../api/session';
import { useLanguage } from '../i18n/words';
import {
  countryName,
  type DateStyle,
  formatDate,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRelative,
} from './formats';

export function useZone(): string {
  return use(SessionContext)?.user.zone ?? 'UTC';
}

export function useFormats() {
  const language = useLanguage();
  const zone = useZone();
  return {
    language,
    zone,
    money: (amount: string, currency: string) => formatMoney(amount, currency, language),
    number: (value: number) => formatNumber(value, language),
    percent: (share: number) => formatPercent(share, language),
    date: (instant: string, style: DateStyle = 'datetime', otherZone?: string) =>
      formatDate(instant, style, language, otherZone ?? zone),
    relative: (instant: string) => formatRelative(instant, new Date(), language),
    country: (code: string) => countryName(code, language),
  };
}
