// The left rail: where one can go; who is signed in, language and appearance at the bottom.
import { ActionIcon, Group, Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useMenuFocus } from '../kit/focus';
import { Link } from '../kit/Link';
import { noticeError } from '../kit/notices';
import { KeyHint } from '../kit/parts';
import { basePath, useGo } from '../url/state';
import { LanguageSwitch } from './LanguageSwitch';
import { openPalette } from './openPalette';
import styles from './shell.module.css';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

type Props = { isOpen: boolean; onKeys: () => void; onSignedOut: () => void };

export function Rail({ isOpen, onKeys, onSignedOut }: Props) {
  const t = useShellWords();
  const places = usePlaces('rail');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = path.startsWith(basePath) ? path.slice(basePath.length) : path;
  return (
    <nav className={`${styles.rail} ${isOpen ? styles.railOpen : ''}`} aria-label={t('rail.label')}>
      <div className={styles.brand}>
        <img src="/admin/icon.svg" alt="" /> Orderyard
      </div>
      <button type="button" className={styles.search} onClick={openPalette}>
        <IconSearch size={15} aria-hidden="true" />
        <span>{t('rail.search')}</span>
        <KeyHint keys="Ctrl K" />
      </button>
      {places.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className={styles.item}
          aria-current={here === place.to || here.startsWith(`${place.to}/`) ? 'page' : undefined}
        >
          <place.icon size={17} stroke={1.6} />
          {t(`places.${place.word}`)}
        </Link>
      ))}
      <span className={styles.spread} />
      <div className={styles.foot}>
        <Group gap={4} wrap="nowrap">
          <UserMenu onSignedOut={onSignedOut} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('rail.keys')}
            onClick={onKeys}
          >
            <IconKeyboard size={17} stroke={1.6} />
          </ActionIcon>
        </Group>
        <LanguageSwitch />
      </div>
    </nav>
  );
}

function UserMenu({ onSignedOut }: { onSignedOut: () => void }) {
  const t = useShellWords();
  const go = useGo();
  const { user } = useSession();
  const own = usePlaces('own');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const menu = useMenuFocus();
  const name = user.full_name || user.name;
  const signOut = () => {
    api.delete('/api/v1/session').then(onSignedOut, noticeError);
  };
  return (
    <Menu position="top-start" withinPortal closeOnItemClick={false} onClose={menu.onClose}>
      <Menu.Target>
        <button
          ref={menu.target}
          type="button"
          className={styles.search}
          style={{ margin: 0, minWidth: 0 }}
          aria-label={t('rail.user', { name })}
        >
          <IconUserCircle size={16} aria-hidden="true" />
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('rail.scheme')}</Menu.Label>
        <SegmentedControl
          size="xs"
          mx={8}
          mb={6}
          aria-label={t('rail.scheme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={[
            { value: 'light', label: t('rail.light') },
            { value: 'dark', label: t('rail.dark') },
            { value: 'auto', label: t('rail.system') },
          ]}
        />
        {own.map((place) => (
          <Menu.Item
            key={place.to}
            closeMenuOnClick
            leftSection={<place.icon size={16} />}
            onClick={() => go(place.to)}
          >
            {t(`places.${place.word}`)}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('rail.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
