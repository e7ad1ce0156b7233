// What several pages about mails share.
import { useCallback } from 'react';
import { Chip, type Tone } from '../kit';
import type { MailRow, MailState } from './types';
import { useT } from './words';

const tones: Record<MailState, Tone> = {
  queued: 'blue',
  sending: 'blue',
  sent: 'green',
  refused: 'red',
  doubtful: 'amber',
  given_up: 'grey',
};

export function StateChip({ mail }: { mail: Pick<MailRow, 'state'> }) {
  const t = useT();
  return <Chip tone={tones[mail.state]}>{t(`state.${mail.state}`)}</Chip>;
}

export function useKindName() {
  const t = useT();
  return useCallback((kind: string) => t.maybe(`kind.${kind}`) ?? kind, [t]);
}
