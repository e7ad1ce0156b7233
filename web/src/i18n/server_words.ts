// The server's sentences are English. Those that people meet often have a Korean form, found by the
// sentence with its placeholders unfilled; any other is shown as it came.
import { type ErrorBody, fillIn } from '../api/errors';
import { formatDate } from '../format/formats';
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
  for (const [english, template] of korean?.koPatterns ?? []) {
    const found = english.exec(message);
    if (found) {
      // What is kept may be a sentence itself: "The channel refused ...: <why>".
      return template.replace(/\$(\d)/g, (_, place: string) =>
        inKorean(found[Number(place)] ?? ''),
      );
    }
  }
  return message;
}

let zone = 'UTC';

// The zone of whoever is signed in: sentences name instants.
export function setServerZone(wanted: string) {
  zone = wanted;
}

const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

function withDates(text: string, language: Language): string {
  return text.replace(instants, (instant) => formatDate(instant, 'datetime', language, zone));
}

// States that stand alone: "sent again at ..." becomes "Sent again at ....".
export function asSentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[\p{L}\p{N})]$/u.test(whole) ? `${whole}.` : whole;
}

export function serverSentence(
  message: string,
  parameters: ErrorBody['parameters'],
  language: Language,
): string {
  const filled = fillIn(language === 'ko' ? inKorean(message) : message, parameters);
  return withDates(filled, language);
}
