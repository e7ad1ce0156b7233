// The frame of every page: way back, title, chips, actions; tabs; then what scrolls.
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { type UrlState, useUrlState } from '../url/state';
import styles from './kit.module.css';
import { Link } from './Link';

type PageProps = {
  title: string;
  // For the browser's tab when the title says too little alone.
  tabTitle?: string;
  back?: { to: string; label: string };
  chips?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  // Full: the page scrolls its parts itself, such as a grid.
  layout?: 'scroll' | 'full';
  tabs?: ReactNode;
  children: ReactNode;
};

export function Page(props: PageProps) {
  const { title, tabTitle, back, chips, about, actions, layout = 'scroll', tabs, children } = props;
  useEffect(() => {
    document.title = `${tabTitle ?? title} · Orderyard`;
  }, [title, tabTitle]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {back && (
          <Link to={back.to} className={styles.crumb}>
            <IconArrowLeft size={14} aria-hidden="true" /> {back.label}
          </Link>
        )}
        <div className={styles.headRow}>
          <h1 className={styles.title}>{title}</h1>
          {chips}
          {about && <span className={styles.about}>{about}</span>}
          <span className={styles.spread} />
          {actions}
        </div>
      </header>
      {tabs}
      {layout === 'full' ? (
        children
      ) : (
        <div className={styles.pageScroll} tabIndex={-1} data-scroll-restoration-id="page">
          {children}
        </div>
      )}
    </div>
  );
}

export type Tab<Id extends string> = { id: Id; label: string; count?: number; isShown?: boolean };

// Which tab is open stands in the address (?tab=...); the first one is the default.
export function useTab<Id extends string>(tabs: readonly Tab<Id>[], url?: UrlState): Id {
  const here = useUrlState();
  const wanted = (url ?? here).get('tab');
  const found = tabs.find((tab) => tab.id === wanted && tab.isShown !== false) ?? tabs[0];
  if (!found) {
    throw new Error('A page with tabs has at least one.');
  }
  return found.id;
}

export function Tabs<Id extends string>(props: { tabs: readonly Tab<Id>[]; label: string }) {
  const url = useUrlState();
  const open = useTab(props.tabs, url);
  return (
    <nav className={styles.tabs} aria-label={props.label}>
      {props.tabs
        .filter((tab) => tab.isShown !== false)
        .map((tab) => (
          <button
            key={tab.id}
            type="button"
            className={`${styles.tab} ${tab.id === open ? styles.tabActive : ''}`}
            aria-current={tab.id === open ? 'page' : undefined}
            onClick={() => url.set({ tab: tab.id === props.tabs[0]?.id ? undefined : tab.id })}
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className={styles.count}>{tab.count}</span>
            )}
          </button>
        ))}
    </nav>
  );
}
