// Which columns, and in which order.
import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { useMenuFocus } from '../kit/focus';
import { useKitWords } from '../kit/words';
import styles from './grid.module.css';
import type { Column } from './types';

type Props<Row> = {
  columns: readonly Column<Row>[];
  chosen: readonly string[];
  onChoose: (ids: readonly string[] | undefined) => void;
};

export function ColumnMenu<Row>({ columns, chosen, onChoose }: Props<Row>) {
  const t = useKitWords();
  const menu = useMenuFocus();
  const others = columns.filter((column) => !column.isMain);
  const shown = chosen.flatMap((id) => others.filter((column) => column.id === id));
  const rest = others.filter((column) => !chosen.includes(column.id));
  const move = (id: string, by: number) => {
    const ids = shown.map((column) => column.id);
    const from = ids.indexOf(id);
    ids.splice(from, 1);
    ids.splice(Math.max(0, from + by), 0, id);
    onChoose(ids);
  };
  return (
    <Popover position="bottom-end" trapFocus withinPortal shadow="md" onClose={menu.onClose}>
      <Popover.Target>
        <Button
          ref={menu.target}
          variant="subtle"
          color="gray"
          leftSection={<IconColumns3 size={16} />}
        >
          {t('grid.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} style={{ maxHeight: '60vh', overflow: 'auto', minWidth: 260 }}>
        {[...shown, ...rest].map((column) => (
          <div key={column.id} className={styles.columnRow}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(column.id)}
                onChange={() =>
                  onChoose(
                    chosen.includes(column.id)
                      ? chosen.filter((id) => id !== column.id)
                      : [...chosen, column.id],
                  )
                }
              />
              {column.title}
            </label>
            {chosen.includes(column.id) && (
              <>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={t('grid.moveUp', { name: column.title })}
                  onClick={() => move(column.id, -1)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={t('grid.moveDown', { name: column.title })}
                  onClick={() => move(column.id, 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
              </>
            )}
          </div>
        ))}
        <Button variant="subtle" size="compact-xs" m={6} onClick={() => onChoose(undefined)}>
          {t('grid.columnsReset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
