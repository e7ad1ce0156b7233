// A sentence of the server in the reader's language, with its moments in the reader's zone.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';

export function Said({ text }: { text: string | null | undefined }) {
  const { language } = useFormats();
  return <>{serverSentence(text ?? '', undefined, language)}</>;
}
