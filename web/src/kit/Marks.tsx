// What must be known about an order before it is touched: Prime, business, premium, gift.
import { Chip, type Tone } from './parts';
import { useKitWords } from './words';

const toneOf = { prime: 'blue', premium: 'blue', business: 'grey', gift: 'amber' } as const;
export type Mark = keyof typeof toneOf;
export const marks = Object.keys(toneOf) as Mark[];

// A row's are small; `isLong` says what they mean.
export function Marks({ of, isLong = false }: { of: readonly Mark[]; isLong?: boolean }) {
  const t = useKitWords();
  return of.map((mark) => (
    <span key={mark} title={t(`mark.${mark}.long`)}>
      {' '}
      <Chip tone={toneOf[mark] satisfies Tone}>
        {t(`mark.${mark}.${isLong ? 'long' : 'short'}`)}
      </Chip>
    </span>
  ));
}
