// Unit tests speak English unless they choose Korean.
import { beforeAll } from 'vitest';
import { loadWords, startWords } from './i18n/words';
import { en } from './kit/en';

beforeAll(async () => {
  await startWords('en');
  await loadWords('kit', { en: async () => en, ko: async () => (await import('./kit/ko')).ko });
});
