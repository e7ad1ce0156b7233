// "1–50 of 120,000", the page size, and the way to other pages.
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useFormats } from '../format/useFormats';
import { useKitWords } from '../kit/words';
import styles from './grid.module.css';
import { pageSizes } from './grid_query';

type Props = {
  page: number;
  pageSize: number;
  totalCount: number;
  isTotalExact: boolean;
  rowCount: number;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
};

export function GridFoot(props: Props) {
  const t = useKitWords();
  const { number } = useFormats();
  const { page, pageSize, totalCount } = props;
  const pages = Math.max(1, Math.ceil(totalCount / pageSize));
  const from = props.rowCount === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = from === 0 ? 0 : from + props.rowCount - 1;
  const total = `${props.isTotalExact ? '' : '≈ '}${number(totalCount)}`;
  return (
    <footer className={styles.foot}>
      <span aria-live="polite">
        {t('grid.range', { from: number(from), to: number(to), total })}
      </span>
      <span className={styles.spread} />
      <select
        aria-label={t('grid.rows')}
        value={pageSize}
        onChange={(event) => props.onPageSize(Number(event.currentTarget.value))}
      >
        {[...new Set([...pageSizes, pageSize])]
          .sort((a, b) => a - b)
          .map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
      </select>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('grid.previous')}
        disabled={page <= 1}
        onClick={() => props.onPage(page - 1)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span>{t('grid.pageOf', { page: number(page), pages: number(pages) })}</span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('grid.next')}
        disabled={page >= pages}
        onClick={() => props.onPage(page + 1)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </footer>
  );
}
