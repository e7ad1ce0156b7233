import { beforeAll, describe, expect, it } from 'vitest';
import { loadServerWords, serverSentence } from './server_words';
import { koSentences } from './server_words_ko';

beforeAll(() => loadServerWords('ko'));

const placeholders = (text: string) => (text.match(/%\w+/g) ?? []).sort();

describe('sentences of the server', () => {
  it('are Korean where known, and filled in', () => {
    const refused = 'This takes the right to %resource.';
    expect(serverSentence(refused, { resource: 'x' }, 'ko')).toBe(
      '이 작업에는 x 권한이 필요합니다.',
    );
    expect(serverSentence(refused, { resource: 'x' }, 'en')).toBe('This takes the right to x.');
  });
  it('keep what is of the order', () => {
    const imported = 'Imported from Amazon order 302-1';
    expect(serverSentence(imported, undefined, 'ko')).toBe('아마존 주문 302-1 가져오기');
  });
  it('are shown as they came when unknown', () => {
    expect(serverSentence('Brand new.', undefined, 'ko')).toBe('Brand new.');
  });
  it('keep their placeholders', () => {
    const wrong = Object.entries(koSentences).filter(
      ([en, ko]) => placeholders(en).join() !== placeholders(ko.replace(/초 /, ' ')).join(),
    );
    expect(wrong).toEqual([]);
  });
});
