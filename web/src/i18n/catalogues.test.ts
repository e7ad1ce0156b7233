// Every folder's two catalogues: the same keys (the compiler sees to that), the same placeholders,
// nothing left empty, and no English where Korean should be.
import { describe, expect, it } from 'vitest';

type Tree = { readonly [key: string]: string | Tree };

const english = import.meta.glob<{ en: Tree }>('../*/en.ts', { eager: true });
const korean = import.meta.glob<{ ko: Tree }>('../*/ko.ts', { eager: true });

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ([[prefix + key, value]] as [string, string][])
      : flat(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort().join(' ');

describe.each(Object.keys(english))('%s', (path) => {
  const en = flat(english[path]?.en ?? {});
  const ko = new Map(flat(korean[path.replace('/en.ts', '/ko.ts')]?.ko ?? {}));

  it('has Korean with the same placeholders for everything', () => {
    const wrong = en.filter(
      ([key, text]) => placeholders(ko.get(key) ?? '') !== placeholders(text),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
  it('leaves nothing empty', () => {
    expect(en.filter(([key, text]) => text === '' || ko.get(key) === '')).toEqual([]);
  });
  it('never calls an invoice 송장, which is the waybill', () => {
    const wrong = [...ko].filter(([, text]) => /(?<!운)송장/.test(text));
    expect(wrong).toEqual([]);
  });
});
