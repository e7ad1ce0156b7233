// The list's keyword search. Looks when typing pauses or on Enter, never in the middle of a
// Korean syllable.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { KeyHint } from '../kit/parts';
import { useKitWords } from '../kit/words';
import styles from './grid.module.css';

type Props = {
  value: string;
  placeholder: string;
  inputRef: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
};

const pauseMillis = 450;

export function SearchBox({ value, placeholder, inputRef, onSearch }: Props) {
  const t = useKitWords();
  const [text, setText] = useState(value);
  const isComposing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (wanted: string) => {
    clearTimeout(timer.current);
    if (wanted.trim() !== value) {
      onSearch(wanted.trim());
    }
  };
  const later = (wanted: string) => {
    clearTimeout(timer.current);
    if (!isComposing.current) {
      timer.current = setTimeout(() => search(wanted), pauseMillis);
    }
  };
  return (
    <TextInput
      ref={inputRef}
      className={styles.search}
      type="search"
      size="xs"
      aria-label={t('grid.search')}
      placeholder={placeholder}
      value={text}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        text === '' ? (
          <KeyHint keys="/" />
        ) : (
          <CloseButton
            size={24}
            aria-label={t('grid.clearAll')}
            onClick={() => {
              setText('');
              search('');
            }}
          />
        )
      }
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) {
          return;
        }
        if (event.key === 'Enter') {
          search(text);
          event.currentTarget.blur();
        } else if (event.key === 'Escape') {
          event.currentTarget.blur();
        }
      }}
    />
  );
}
