import { describe, expect, it } from 'vitest';
import { eventWord } from './AmazonOrderPage';
import { conditionWord } from './AmazonOrderTabs';
import { en } from './en';
import { ko } from './ko';
import type { T } from './words';

function wordsOf(tree: object): T {
  const find = (key: string) =>
    key
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], tree);
  const t = (key: string, values: Record<string, string | number> = {}) =>
    String(find(key)).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  return Object.assign(t, { maybe: (key: string) => find(key) as string | undefined }) as T;
}

describe("Amazon's words", () => {
  it('for a condition are said in the language of the user', () => {
    expect(conditionWord('NEW', wordsOf(ko))).toBe('새 상품');
    expect(conditionWord('USED/VERY_GOOD', wordsOf(en))).toBe('Used, very good');
    expect(conditionWord('MARTIAN', wordsOf(en))).toBe('MARTIAN');
    expect(conditionWord(null, wordsOf(en))).toBeNull();
  });
  it('for quantities say what each of the three is', () => {
    expect(eventWord('quantity', '4/2/2', wordsOf(en))).toBe('4 ordered, 2 shipped, 2 open');
    expect(eventWord('packages', '1', wordsOf(en))).toBe('1');
    expect(eventWord('status', 'PARTIALLY_SHIPPED', wordsOf(en))).toBe(en.status.partially_shipped);
  });
  it('for messages on their way are all known', () => {
    const kinds = ['send_message', 'request_review', 'upload_vat_invoice'];
    for (const kind of kinds) {
      expect(wordsOf(ko).maybe(`followUpKind.${kind}`)).toBeTruthy();
    }
  });
});
