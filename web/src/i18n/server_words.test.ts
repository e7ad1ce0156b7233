import { beforeAll, describe, expect, it } from 'vitest';
import { asSentence, loadServerWords, serverSentence, setServerZone } from './server_words';
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
  it('stand alone as sentences', () => {
    expect(asSentence('sent again at 21 Nov, 08:30')).toBe('Sent again at 21 Nov, 08:30.');
    expect(asSentence('It is sent to the channel.')).toBe('It is sent to the channel.');
    expect(asSentence('21:30에 다시 전송합니다.')).toBe('21:30에 다시 전송합니다.');
    expect(asSentence('')).toBe('');
  });
  it('keep what is of the order', () => {
    const imported = 'Imported from Amazon order 302-1';
    expect(serverSentence(imported, undefined, 'ko')).toBe('아마존 주문 302-1 가져오기');
  });
  it('are Korean inside each other, with moments in the zone of who reads', () => {
    setServerZone('Asia/Seoul');
    const asked = 'The channel refused to cancel: Amazon shows it as canceled already';
    expect(serverSentence(asked, undefined, 'ko')).toBe(
      '아마존이 취소를 거절했습니다: 아마존에서 이미 취소되었습니다.',
    );
    const at = 'sent again at 2026-11-20T23:30:00.123456Z';
    expect(serverSentence(at, undefined, 'en')).not.toContain('Z');
    expect(serverSentence(at, undefined, 'ko')).toContain('21');
    setServerZone('UTC');
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
