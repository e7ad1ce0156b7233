import { expect, it } from 'vitest';
import { changeLanguage, loadWords, startWords, wordsOf } from './words';

it('a folder that is opened while the language changes speaks the new one', async () => {
  await startWords('en');
  const change = changeLanguage('ko');
  await loadWords('late', {
    en: async () => ({ order: 'Order' }),
    ko: async () => ({ order: '주문' }),
  });
  await change;
  expect(wordsOf<{ order: string }>('late')('order')).toBe('주문');
});
