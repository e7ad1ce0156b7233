// A refusal or a failure in words: what happened, and what to do.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError, NoAnswerError } from '../api/errors';
import { serverSentence } from '../i18n/server_words';
import { currentLanguage } from '../i18n/words';
import styles from './kit.module.css';
import { LoadingLines } from './parts';
import { kitWords, useKitWords } from './words';

export type ErrorWords = { title: string; text: string; requestId?: string };

// The server names the right by its code, which says nothing to people.
const missingRight = 'This takes the right to %resource.';

export function errorWords(error: unknown): ErrorWords {
  const t = kitWords;
  if (error instanceof ApiError && error.body.message === missingRight) {
    return { title: t('error.code.forbidden'), text: t('error.askForRight') };
  }
  if (error instanceof ApiError) {
    return {
      title: t.maybe(`error.code.${error.code}`) ?? t('error.title'),
      text: serverSentence(error.body.message, error.body.parameters, currentLanguage()),
      requestId: error.status >= 500 ? error.body.request_id : undefined,
    };
  }
  if (error instanceof NoAnswerError) {
    return { title: t('error.noAnswer'), text: t('error.noAnswerCure') };
  }
  return { title: t('error.title'), text: error instanceof Error ? error.message : String(error) };
}

type BandProps = {
  tone?: 'red' | 'amber' | 'blue' | 'grey' | 'green';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
};

// A problem comes first on its page, with the button that fixes it.
export function Band({ tone = 'red', title, children, action }: BandProps) {
  return (
    <div className={`${styles.band} ${styles[tone]}`} role={tone === 'red' ? 'alert' : 'status'}>
      {(tone === 'red' || tone === 'amber') && <IconAlertTriangle size={18} aria-hidden="true" />}
      <div className={styles.bandText}>
        {title && <div className={styles.bandTitle}>{title}</div>}
        {children}
      </div>
      {action}
    </div>
  );
}

export function ErrorBand({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useKitWords();
  if (!error) {
    return null;
  }
  const words = errorWords(error);
  return (
    <Band
      title={words.title}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )
      }
    >
      {words.text}
      {words.requestId && (
        <div className={styles.mono}>{t('error.requestId', { id: words.requestId })}</div>
      )}
    </Band>
  );
}

// The error on one field of a form, for an input's `error`; undefined when it is about another.
export function fieldError(error: unknown, field: string): string | undefined {
  return error instanceof ApiError && error.field === field ? errorWords(error).text : undefined;
}

type LoadedProps<T> = {
  query: UseQueryResult<T>;
  lines?: number;
  children: (value: T) => ReactNode;
};

// What a read brings: lines while it is under way, the error with "Try again", or the children.
export function Loaded<T>({ query, lines, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return <>{children(query.data)}</>;
  }
  if (query.error) {
    return <ErrorBand error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <LoadingLines lines={lines} />;
}
