// The server's sentences are English. Those that people meet often have a Korean form, found by the
// sentence with its placeholders unfilled; any other is shown as it came.
import { type ErrorBody, fillIn } from '../api/errors';
import type { Language } from './words';

type Korean = typeof import('./server_words_ko');
let korean: Korean | undefined;

export async function loadServerWords(language: Language): Promise<void> {
  if (language === 'ko') {
    korean ??= await import('./server_words_ko');
  }
}

function inKorean(message: string): string {
  const known = korean?.koSentences[message];
  if (known !== undefined) {
    return known;
  }
  const pattern = korean?.koPatterns.find(([english]) => english.test(message));
  return pattern ? message.replace(...pattern) : message;
}

export function serverSentence(
  message: string,
  parameters: ErrorBody['parameters'],
  language: Language,
): string {
  return fillIn(language === 'ko' ? inKorean(message) : message, parameters);
}
