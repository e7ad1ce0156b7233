// Dates, numbers and money for people. Making an Intl formatter costs far more than using it, so
// each is made once.

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  let found = cache.get(key) as T | undefined;
  if (!found) {
    found = make();
    cache.set(key, found);
  }
  return found;
}

// `amount` is a decimal text: it goes to Intl as text, so that no digit is lost to floating point.
export function formatMoney(amount: string, currency: string, language: string): string {
  try {
    const format = cached(
      `money ${language} ${currency}`,
      () => new Intl.NumberFormat(language, { style: 'currency', currency }),
    );
    return format.format(amount as unknown as number);
  } catch {
    return `${amount} ${currency}`; // a currency that Intl does not take
  }
}

// How many decimals an amount of the currency has: none in Japan.
export function decimalsOf(currency: string): number {
  try {
    const format = cached(
      `money en ${currency}`,
      () => new Intl.NumberFormat('en', { style: 'currency', currency }),
    );
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export function formatNumber(value: number, language: string): string {
  return cached(`number ${language}`, () => new Intl.NumberFormat(language)).format(value);
}

export function formatPercent(share: number, language: string): string {
  return cached(
    `percent ${language}`,
    () => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
  ).format(share);
}

export type DateStyle = 'date' | 'datetime' | 'time' | 'full' | 'short';

const dateOptions: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  datetime: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
  full: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
  short: { month: 'short', day: 'numeric' },
};

// "2026. 11. 23. 오후 4:11" is how Korean tools write it; with names of months it would be too long.
function optionsOf(style: DateStyle, language: string): Intl.DateTimeFormatOptions {
  const options = dateOptions[style];
  return language === 'ko' && options.month === 'short' && style !== 'short'
    ? { ...options, month: 'numeric' }
    : options;
}

// `instant` is ISO text; an unreadable one is shown as it is.
export function formatDate(
  instant: string,
  style: DateStyle,
  language: string,
  zone: string,
): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return instant;
  }
  return cached(
    `date ${style} ${language} ${zone}`,
    () => new Intl.DateTimeFormat(language, { ...optionsOf(style, language), timeZone: zone }),
  ).format(date);
}

// The calendar day in that zone, "2026-11-23".
export function dayIn(zone: string, instant: Date): string {
  return cached(
    `day ${zone}`,
    () =>
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }),
  ).format(instant);
}

// What the clocks of that zone showed then as an instant: "2026-11-23T10:30" of an input.
export function instantIn(zone: string, local: string): string {
  const asUtc = new Date(`${local}Z`).getTime();
  const shownAt = (instant: number) =>
    new Date(`${clockIn(zone, new Date(instant)).replace(' ', 'T')}Z`).getTime();
  // Twice, for the hours after a change to summer time or back.
  const near = asUtc - (shownAt(asUtc) - asUtc);
  return new Date(near - (shownAt(near) - asUtc)).toISOString();
}

// "2026-11-23 10:30:00" there.
function clockIn(zone: string, instant: Date): string {
  return cached(
    `clock ${zone}`,
    () =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
  ).format(instant);
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

// "in 3 hours", "2 days ago". Always beside a date, never instead of it.
export function formatRelative(instant: string, now: Date, language: string): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1_000);
  if (Number.isNaN(seconds)) {
    return '';
  }
  const format = cached(
    `relative ${language}`,
    () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  );
  for (const [unit, unitSeconds] of units) {
    if (Math.abs(seconds) >= unitSeconds) {
      return format.format(Math.trunc(seconds / unitSeconds), unit);
    }
  }
  return format.format(Math.trunc(seconds), 'second');
}

export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
