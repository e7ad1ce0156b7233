// The small parts: chips, money, instants, facts, cards, and so on.
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormats } from '../format/useFormats';
import styles from './kit.module.css';
import { useKitWords } from './words';

export type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'red';

// A status is a word in a soft colour; never a colour alone.
export function Chip({ tone = 'grey', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.chip} ${styles[tone]}`}>{children}</span>;
}

export type MoneyValue = { amount: string; currency: string };

// <Money of={order.grand_total} /> or <Money amount="1.20" currency="EUR" />
export function Money(
  props: { of: MoneyValue | null } | { amount: string | null; currency: string },
) {
  const { money } = useFormats();
  const value = 'of' in props ? props.of : { amount: props.amount, currency: props.currency };
  if (value === null || value.amount === null) {
    return <Nothing />;
  }
  return <span className={styles.number}>{money(value.amount, value.currency)}</span>;
}

export function Num({ value }: { value: number | null }) {
  const { number } = useFormats();
  return value === null ? <Nothing /> : <span className={styles.number}>{number(value)}</span>;
}

// What is not there: a dash for the eye.
export function Nothing() {
  return (
    <span className={styles.quiet} aria-hidden="true">
      –
    </span>
  );
}

type WhenProps = {
  at: string | null | undefined;
  style?: 'date' | 'datetime' | 'time' | 'short';
  // Also says "in 3 hours" beside it.
  relative?: boolean;
  zone?: string;
};

// An instant in the user's zone (or the given one); the full text with the zone on hover.
export function When({ at, style = 'datetime', relative = false, zone }: WhenProps) {
  const formats = useFormats();
  if (!at) {
    return <Nothing />;
  }
  return (
    <time dateTime={at} title={formats.date(at, 'full', zone)} className={styles.number}>
      {formats.date(at, style, zone)}
      {relative && <span className={styles.quiet}> · {formats.relative(at)}</span>}
    </time>
  );
}

// A number that identifies something, in monospace grey.
export function Mono({ children }: { children: ReactNode }) {
  return <span className={styles.mono}>{children}</span>;
}

export function Quiet({ children }: { children: ReactNode }) {
  return <span className={styles.quiet}>{children}</span>;
}

// Text of any length from outside, clipped to two lines; all of it on hover.
export function Clip({ text }: { text: string }) {
  return (
    <span className={styles.clip} title={text}>
      {text}
    </span>
  );
}

export function CopyText({ text, children }: { text: string; children?: ReactNode }) {
  const t = useKitWords();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1_500);
  };
  const label = isCopied ? t('actions.copied') : `${t('actions.copy')}: ${text}`;
  return (
    <span className={styles.copy}>
      {children ?? <Mono>{text}</Mono>}
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={copy}>
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </span>
  );
}

export function KeyHint({ keys }: { keys: string }) {
  return <kbd className={styles.key}>{keys}</kbd>;
}

type CardProps = { title?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Card({ title, actions, children }: CardProps) {
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

// Names and values: [['Store', store.name], ...]; what is undefined or null is left out.
export function Facts({ of }: { of: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {of.map(([name, value], index) =>
        value === undefined || value === null ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <Fact key={index} name={name} value={value} />
        ),
      )}
    </dl>
  );
}

function Fact({ name, value }: { name: ReactNode; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

export type TimelineEntry = {
  id: string | number;
  at: string | null;
  what: ReactNode;
  who?: ReactNode;
  more?: ReactNode;
  tone?: 'accent' | 'red' | 'grey' | 'green';
};

const dotOf = { accent: '', red: styles.dotRed, grey: styles.dotGrey, green: styles.dotGreen };

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.id} className={dotOf[entry.tone ?? 'accent']}>
          <div>{entry.what}</div>
          {entry.more && <div>{entry.more}</div>}
          <div className={styles.quiet}>
            <When at={entry.at} />
            {entry.who && <> · {entry.who}</>}
          </div>
        </li>
      ))}
    </ol>
  );
}

// One sentence and the next step.
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyTitle}>{title}</div>
      {children}
    </div>
  );
}

export function LoadingLines({ lines = 4 }: { lines?: number }) {
  const t = useKitWords();
  return (
    <div role="status" aria-label={t('loading')} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike
        <Skeleton key={line} height={16} my={10} width={`${90 - line * 9}%`} />
      ))}
    </div>
  );
}

// A word with its explanation, for pointer and keyboard.
export function Hint({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation needs focus */}
      <span tabIndex={0}>{children}</span>
    </Tooltip>
  );
}

export function TwoColumns({ children }: { children: ReactNode }) {
  return <div className={styles.twoColumns}>{children}</div>;
}
