// The server's sentences are English. Those that people meet often have a Korean form here, found
// by the sentence with its placeholders unfilled; any other is shown as it came.
import { type ErrorBody, fillIn } from '../api/errors';
import { koSentences } from './server_words_ko';
import type { Language } from './words';

export function serverSentence(
  message: string,
  parameters: ErrorBody['parameters'],
  language: Language,
): string {
  const known = language === 'ko' ? koSentences[message] : undefined;
  return fillIn(known ?? message, parameters);
}
