// How far the file of an invoice or credit memo has come on its way to Amazon, and whether the page
// offers to give it at all.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Chip, Quiet, type Tone, When } from '../kit';
import type { Allowed, Upload } from './types';
import { useT } from './words';

const tones: Readonly<Record<string, Tone>> = {
  seen: 'green',
  rejected: 'red',
  parked: 'red',
  withdrawn: 'grey',
};

// Where Amazon takes none, or the store gives none, a button would only be in the way.
export function isUploadOffered({ allowed, reason }: Allowed): boolean {
  return allowed || !['no_channel', 'upload_off', 'marketplace'].includes(reason ?? '');
}

export function UploadFact({ upload }: { upload: Upload }) {
  const t = useT();
  const { language } = useFormats();
  const said = upload.error ?? upload.next;
  const isGood = upload.state === 'seen';
  return (
    <span data-testid="upload">
      <Chip tone={tones[upload.state] ?? 'amber'}>
        {t.maybe(`upload.state.${upload.state}`) ?? upload.state}
      </Chip>{' '}
      <Quiet>
        <When at={upload.ended_at ?? upload.sent_at ?? upload.asked_at} />
      </Quiet>
      {said && !isGood && <div>{serverSentence(said, undefined, language)}</div>}
    </span>
  );
}
