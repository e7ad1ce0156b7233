// A page's buttons, declared as a list: one is filled, what does not fit is under "more", and one
// that is not possible now says why instead of vanishing.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Shortcut, useShortcuts } from '../url/keys';
import { useMenuFocus } from './focus';
import styles from './kit.module.css';
import { noticeText } from './notices';
import { useKitWords } from './words';

export type Action = {
  id: string;
  label: string;
  run: () => void;
  // The user has no right to it: not shown at all.
  isAllowed?: boolean;
  // Why it is not possible now, in words.
  whyNot?: string | undefined;
  kind?: 'filled' | 'default' | 'danger';
  // Under the dots.
  isMore?: boolean;
  icon?: ReactNode;
  // 'KeyH': see url/keys; shown to people as `keyLabel`.
  keys?: string;
  keyLabel?: string;
  isBusy?: boolean;
};

function start(action: Action) {
  if (action.whyNot) {
    noticeText(action.whyNot);
  } else if (!action.isBusy) {
    action.run();
  }
}

export function ActionBar({ actions }: { actions: readonly Action[] }) {
  const t = useKitWords();
  const allowed = actions.filter((action) => action.isAllowed !== false);
  const more = allowed.filter((action) => action.isMore);
  const shortcuts: Shortcut[] = allowed.flatMap((action) =>
    action.keys ? [{ keys: action.keys, run: () => start(action) }] : [],
  );
  useShortcuts(shortcuts);
  const menu = useMenuFocus();
  return (
    <div className={styles.actions}>
      {allowed
        .filter((action) => !action.isMore)
        .map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      {more.length > 0 && (
        <Menu position="bottom-end" withinPortal onClose={menu.onClose}>
          <Menu.Target>
            <ActionIcon
              ref={menu.target}
              variant="default"
              size={30}
              aria-label={t('actions.more')}
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((action) => (
              <Menu.Item
                key={action.id}
                leftSection={action.icon}
                color={action.kind === 'danger' ? 'red' : undefined}
                onClick={() => start(action)}
                data-disabled={action.whyNot ? true : undefined}
                aria-disabled={action.whyNot ? true : undefined}
                rightSection={
                  action.keyLabel && <kbd className={styles.key}>{action.keyLabel}</kbd>
                }
              >
                {action.label}
                {action.whyNot && <div className={styles.about}>{action.whyNot}</div>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

export function ActionButton({ action }: { action: Action }) {
  const variant = action.kind === 'filled' && !action.whyNot ? 'filled' : 'default';
  const button = (
    <Button
      variant={variant}
      c={action.kind === 'danger' && !action.whyNot ? 'var(--oy-late)' : undefined}
      leftSection={action.icon}
      loading={action.isBusy}
      onClick={() => start(action)}
      data-disabled={action.whyNot ? true : undefined}
      aria-disabled={action.whyNot ? true : undefined}
      aria-keyshortcuts={action.keyLabel}
    >
      {action.label}
    </Button>
  );
  const hint = action.whyNot ?? (action.keyLabel && `${action.label} (${action.keyLabel})`);
  return hint ? (
    <Tooltip label={hint} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
