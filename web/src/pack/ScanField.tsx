// Where the scanner types: a keyboard that ends with Enter. It takes the focus back whenever
// nothing else has it, so that nobody has to click.
import { TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import styles from './pack.module.css';
import { useT } from './words';

type Props = { hint: string; isBusy?: boolean; onScan: (text: string) => void };

export function ScanField({ hint, isBusy = false, onScan }: Props) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    field.current?.focus();
    const takeBack = () =>
      setTimeout(() => {
        if (document.activeElement === document.body) {
          field.current?.focus();
        }
      });
    document.addEventListener('focusout', takeBack);
    return () => document.removeEventListener('focusout', takeBack);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const scanned = text.trim();
    setText('');
    if (scanned !== '' && !isBusy) {
      onScan(scanned);
    }
  };
  return (
    <form className={styles.scan} onSubmit={submit}>
      <TextInput
        ref={field}
        label={t('scan')}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
