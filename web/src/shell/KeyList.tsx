// The list of shortcuts, opened by "?".
import { Modal } from '@mantine/core';
import { KeyHint } from '../kit/parts';
import { useKitWords } from '../kit/words';
import styles from './shell.module.css';
import { usePlaces } from './usePlaces';
import { useShellWords } from './words';

const labelOfCode = (code: string) => (code === 'Comma' ? ',' : code.replace('Key', ''));

type Rows = readonly (readonly [string, string])[];

function Group({ title, rows }: { title: string; rows: Rows }) {
  return (
    <>
      <h3 style={{ margin: '14px 0 4px', fontSize: 14 }}>{title}</h3>
      <table className={styles.keyTable}>
        <tbody>
          {rows.map(([keys, what]) => (
            <tr key={keys + what}>
              <td>{what}</td>
              <td>
                <KeyHint keys={keys} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export default function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useShellWords();
  const kit = useKitWords();
  const goTo = usePlaces()
    .filter((place) => place.key)
    .map(
      (place) =>
        [
          `G ${labelOfCode(place.key ?? '')}`,
          t('keys.goTo', { place: t(`places.${place.word}`) }),
        ] as const,
    );
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': kit('actions.close') }}
    >
      <Group
        title={t('keys.everywhere')}
        rows={[
          ['Ctrl K', t('keys.palette')],
          ['?', t('keys.help')],
          ['Ctrl ↵', t('keys.confirm')],
          ['Esc', t('keys.close')],
          ...goTo,
        ]}
      />
      <Group
        title={t('keys.lists')}
        rows={[
          ['J', t('keys.down')],
          ['K', t('keys.up')],
          ['O', t('keys.open')],
          ['X', t('keys.select')],
          ['Shift X', t('keys.selectPage')],
          ['/', t('keys.search')],
          ['F', t('keys.filters')],
          [']', t('keys.nextPage')],
          ['[', t('keys.previousPage')],
        ]}
      />
      <Group
        title={t('keys.order')}
        rows={[
          ['E', t('keys.ship')],
          ['I', t('keys.invoice')],
          ['R', t('keys.creditMemo')],
          ['H', t('keys.hold')],
          ['C', t('keys.comment')],
          ['Shift C', t('keys.cancel')],
          ['J', t('keys.nextOrder')],
          ['K', t('keys.previousOrder')],
        ]}
      />
    </Modal>
  );
}
