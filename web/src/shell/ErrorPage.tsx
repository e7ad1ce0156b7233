// A page that broke, one that does not exist, and the first page of whoever comes without an
// address.
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from '../kit/Link';
import { Page } from '../kit/Page';
import { EmptyState } from '../kit/parts';
import { useKitWords } from '../kit/words';
import { useGo } from '../url/state';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

// A page's code comes with its first visit: without the server there is none, in the words of
// Chromium, Firefox and Safari.
export function isNotLoaded({ message }: Error): boolean {
  return /dynamically imported module|Importing a module script failed/i.test(message);
}

export function BrokenPage({ error }: { error: Error }) {
  const t = useKitWords();
  const isUnread = isNotLoaded(error);
  useEffect(() => {
    if (!isUnread) {
      console.error(error);
    }
  }, [error, isUnread]);
  return (
    <Page title={t(isUnread ? 'error.pageUnread' : 'error.page')}>
      <p>{t(isUnread ? 'error.pageUnreadCure' : 'error.pageCure')}</p>
      <Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>
    </Page>
  );
}

export function NotFoundPage() {
  const t = useShellWords();
  return (
    <Page title={t('notFound.title')}>
      <Link to="/">{t('notFound.home')}</Link>
    </Page>
  );
}

export function FirstPage() {
  const t = useShellWords();
  const go = useGo();
  const first = usePlaces()[0]?.to;
  useEffect(() => {
    if (first) {
      go(first, { replaces: true });
    }
  }, [first, go]);
  return first ? null : <EmptyState title={t('noWebRights')} />;
}
