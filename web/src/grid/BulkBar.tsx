// What can be done with the chosen rows; floats over the grid while some are chosen.
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useFormats } from '../format/useFormats';
import { useKitWords } from '../kit/words';
import { useShortcuts } from '../url/keys';
import styles from './grid.module.css';
import { countOf, type Selection } from './selection';
import type { BulkAction } from './types';

type Props = { actions: readonly BulkAction[]; selection: Selection; onClear: () => void };

export function BulkBar({ actions, selection, onClear }: Props) {
  const t = useKitWords();
  const { number } = useFormats();
  const allowed = actions.filter((action) => action.isAllowed !== false);
  useShortcuts([
    ...allowed.flatMap((action) =>
      action.keys ? [{ keys: action.keys, run: () => action.run(selection, onClear) }] : [],
    ),
    { keys: 'Escape', run: onClear },
  ]);
  return (
    <section className={styles.bar} aria-label={t('grid.selected', { count: countOf(selection) })}>
      <span aria-live="polite">{t('grid.selected', { count: number(countOf(selection)) })}</span>
      {allowed.map((action) => (
        <Button
          key={action.id}
          variant={action.kind === 'filled' ? 'filled' : 'default'}
          c={action.kind === 'danger' ? 'var(--oy-late)' : undefined}
          leftSection={action.icon}
          aria-keyshortcuts={action.keyLabel}
          title={action.keyLabel}
          onClick={() => action.run(selection, onClear)}
        >
          {action.label}
        </Button>
      ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('grid.clearSelection')}
        onClick={onClear}
      >
        <IconX size={16} />
      </ActionIcon>
    </section>
  );
}
