// The routes of all page folders under one shell. A page's code and words come with its first visit.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { loadWords } from '../i18n/words';
import { LoadingLines } from '../kit/parts';
import { pageFolders } from '../pages';
import { basePath, readSearch, writeSearch } from '../url/state';
import { BrokenPage, FirstPage, NotFoundPage } from './ErrorPage';
import { Shell } from './Shell';

export function makeRouter(onSignedOut: () => void) {
  const root = createRootRoute({
    component: () => <Shell onSignedOut={onSignedOut} />,
    notFoundComponent: NotFoundPage,
  });
  const first = createRoute({ getParentRoute: () => root, path: '/', component: FirstPage });
  const settings = createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./SettingsPage')),
  });
  const pages = pageFolders.flatMap(({ folder, words, pages: all }) =>
    Object.entries(all).map(([path, load]) =>
      createRoute({
        getParentRoute: () => root,
        path,
        loader: () => loadWords(folder, words),
        component: lazyRouteComponent(load),
      }),
    ),
  );
  return createRouter({
    routeTree: root.addChildren([first, settings, ...pages]),
    basepath: basePath,
    parseSearch: readSearch,
    stringifySearch: (search) => writeSearch(search as Record<string, string>),
    defaultErrorComponent: ({ error }) => <BrokenPage error={error as Error} />,
    defaultPendingComponent: () => <LoadingLines lines={6} />,
    defaultPendingMs: 400,
    scrollRestoration: true,
  });
}
