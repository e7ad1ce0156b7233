// Sums of decimal texts without floating point: "12.30" plus "0.05". Four decimals, as the server
// keeps them. Pure.

const scale = 4;

// undefined: not an amount.
export function unitsOf(text: string): bigint | undefined {
  const found = /^(-?)(\d{1,15})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!found) {
    return undefined;
  }
  const [, sign, whole = '', fraction = ''] = found;
  const units = BigInt(whole + fraction.padEnd(scale, '0'));
  return sign === '-' ? -units : units;
}

// With as few decimals as say it, but at least `decimals`.
export function textOf(units: bigint, decimals = 2): string {
  const isNegative = units < 0n;
  const digits = String(isNegative ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  let fraction = digits.slice(-scale);
  while (fraction.length > decimals && fraction.endsWith('0')) {
    fraction = fraction.slice(0, -1);
  }
  return `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export function sumOf(texts: readonly string[]): bigint {
  return texts.reduce((sum, text) => sum + (unitsOf(text) ?? 0n), 0n);
}

// `part` of `count` pieces' worth, rounded down to what the currency can pay; all of it for all
// pieces.
export function shareOf(amount: string, part: number, count: number, decimals: number): string {
  const units = unitsOf(amount) ?? 0n;
  if (count <= 0 || part >= count) {
    return textOf(units, decimals);
  }
  const share = (units * BigInt(part)) / BigInt(count);
  const least = 10n ** BigInt(Math.max(0, scale - decimals));
  return textOf((share / least) * least, decimals);
}

export function isZero(text: string): boolean {
  return (unitsOf(text) ?? 0n) === 0n;
}
