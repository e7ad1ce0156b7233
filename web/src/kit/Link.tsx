// A link inside the app: "/orders/7?tab=history", a path without /admin. Loads the page's code when
// the pointer or the focus comes near.
import { Link as RouterLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { readSearch } from '../url/state';
import styles from './kit.module.css';

type Props = Omit<ComponentProps<'a'>, 'href'> & { to: string; children: ReactNode };

export function Link({ to, className, children, ...rest }: Props) {
  const [path = '/', search = ''] = to.split('?', 2);
  const target = { to: path, search: readSearch(search) } as { to: string };
  return (
    <RouterLink {...target} {...rest} preload="intent" className={className ?? styles.link}>
      {children}
    </RouterLink>
  );
}

/** To another site, in a window of its own that learns nothing of ours. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
