// What is around every page behind the log-in: rail, palette, shortcuts, notices of the
// connection and of new versions.
import { ActionIcon, Button } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLiveLine } from '../api/live';
import { type Shortcut, useShortcuts } from '../url/keys';
import { useGo } from '../url/state';
import { AllowedPage } from './AllowedPage';
import { ConfirmViews } from './ConfirmViews';
import { onOpenPalette, openPalette } from './openPalette';
import { Rail } from './Rail';
import styles from './shell.module.css';
import { useNewVersion } from './useNewVersion';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

export function Shell({ onSignedOut }: { onSignedOut: () => void }) {
  const t = useShellWords();
  const go = useGo();
  const places = usePlaces();
  const [isRailOpen, setIsRailOpen] = useState(false);
  const [areKeysShown, setAreKeysShown] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useLiveLine();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setIsRailOpen(false), [path]);
  const goKeys: Shortcut[] = places.flatMap((place) =>
    place.key ? [{ keys: `KeyG ${place.key}`, run: () => go(place.to) }] : [],
  );
  useShortcuts([
    { keys: 'Mod+KeyK', inFields: true, run: openPalette },
    { keys: 'Shift+Slash', run: () => setAreKeysShown(true) },
    ...goKeys,
  ]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('rail.skip')}
      </a>
      <div className={styles.burger}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('rail.menu')}
          aria-expanded={isRailOpen}
          onClick={() => setIsRailOpen(!isRailOpen)}
        >
          <IconMenu2 size={18} />
        </ActionIcon>
        Orderyard
      </div>
      <Rail isOpen={isRailOpen} onKeys={() => setAreKeysShown(true)} onSignedOut={onSignedOut} />
      <main className={styles.main} id="content" tabIndex={-1}>
        <TopBands />
        <div className={styles.content}>
          <AllowedPage />
        </div>
      </main>
      <ConfirmViews />
      <Suspense>
        <LatePalette />
        {areKeysShown && <KeyList isOpen onClose={() => setAreKeysShown(false)} />}
      </Suspense>
    </div>
  );
}

const Palette = lazy(() => import('./Palette'));
const KeyList = lazy(() => import('./KeyList'));

function LatePalette() {
  const [wanted, setWanted] = useState(0);
  useEffect(() => onOpenPalette(() => setWanted((before) => before + 1)), []);
  return wanted > 0 ? <Palette key={wanted} /> : null;
}

function TopBands() {
  const t = useShellWords();
  const isNew = useNewVersion();
  const isOffline = useOffline();
  return (
    <>
      {isOffline && (
        <div className={styles.topBand} role="status">
          {t('offline')}
        </div>
      )}
      {isNew && (
        <div className={styles.topBand} role="status">
          {t('newVersion.text')}
          <Button variant="default" size="compact-xs" onClick={() => window.location.reload()}>
            {t('newVersion.load')}
          </Button>
        </div>
      )}
    </>
  );
}

function useOffline(): boolean {
  const [isOffline, setIsOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setIsOffline(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOffline;
}
