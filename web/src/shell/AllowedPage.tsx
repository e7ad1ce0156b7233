// The open page, or who to ask: an address can be typed by somebody who has no right to its page.
// The server decides all the same; this says it before anything is read.
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useMay, useSession } from '../api/session';
import { Page } from '../kit/Page';
import { EmptyState } from '../kit/parts';
import { basePath } from '../url/state';
import { type Place, places } from './places';
import { useShellWords } from './words';

// "/settings/users/7" belongs to "/settings/users", not to "/settings".
export function placeOf(path: string): Place | undefined {
  const own = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  return places
    .filter(({ to }) => own === to || own.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
}

export function AllowedPage() {
  const t = useShellWords();
  const may = useMay();
  const { role } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const place = placeOf(path);
  if (!place?.resource || may(place.resource)) {
    return <Outlet />;
  }
  return (
    <Page title={t(`places.${place.word}`)}>
      <EmptyState title={t('noRight.title')}>
        {t('noRight.text', { role: t.maybe(`noRight.role.${role.code}`) ?? role.name })}
      </EmptyState>
    </Page>
  );
}
