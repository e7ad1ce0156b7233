// The filters in use as chips that can be taken away one by one.
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useKitWords } from '../kit/words';
import type { UrlState } from '../url/state';
import styles from './grid.module.css';
import { chipsOf, withoutFilters } from './grid_query';
import type { Filter } from './types';

type ChipsProps = { filters: readonly Filter[]; search: string | undefined; url: UrlState };

export function FilterChips({ filters, search, url }: ChipsProps) {
  const t = useKitWords();
  const words = { yes: t('yes'), no: t('no'), from: t('grid.from'), to: t('grid.to') };
  const chips = chipsOf(filters, url.words, words);
  if (chips.length === 0) {
    return null;
  }
  return (
    <ul className={styles.chips} aria-label={t('grid.active')} style={{ margin: 0, padding: 0 }}>
      {chips.map((chip) => (
        <li key={chip.key} className={styles.filterChip}>
          <span>
            {chip.label}: {chip.value}
          </span>
          <button
            type="button"
            aria-label={t('grid.removeFilter', { name: `${chip.label}: ${chip.value}` })}
            onClick={() => url.set(chip.without)}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li style={{ listStyle: 'none' }}>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => url.set(withoutFilters(filters, search))}
        >
          {t('grid.clearAll')}
        </Button>
      </li>
    </ul>
  );
}
