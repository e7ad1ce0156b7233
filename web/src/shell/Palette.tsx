// Ctrl-K: go to any page, jump to an order by what is typed, or do something of this page.
import '@mantine/spotlight/styles.css';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconClipboardList } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMay } from '../api/session';
import { useGo } from '../url/state';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

// The palette's code comes with its first use.
export default function Palette() {
  const t = useShellWords();
  const go = useGo();
  const may = useMay();
  const places = usePlaces();
  const [text, setText] = useState('');
  useEffect(() => spotlight.open(), []);
  const wanted = text.trim();
  const found = places.filter((place) =>
    t(`places.${place.word}`).toLowerCase().includes(wanted.toLowerCase()),
  );
  const actions: SpotlightActionData[] = found.map((place) => ({
    id: place.to,
    label: t(`places.${place.word}`),
    onClick: () => go(place.to),
    leftSection: <place.icon size={18} stroke={1.6} />,
  }));
  if (wanted !== '' && may('Magento_Sales::actions_view')) {
    const toOrders = () => go(`/orders?${new URLSearchParams({ q: wanted })}`);
    actions.push({
      id: 'find-order',
      label: t('palette.findOrder', { text: wanted }),
      onClick: toOrders,
      leftSection: <IconClipboardList size={18} stroke={1.6} />,
    });
  }
  return (
    <Spotlight
      actions={actions}
      query={text}
      onQueryChange={setText}
      filter={(_, all) => all}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      highlightQuery
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight={400}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}
