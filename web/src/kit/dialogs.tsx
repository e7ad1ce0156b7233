// Forms in a drawer and questions in a dialog. Ctrl-Enter confirms, Esc closes; the effect is said
// before.
import { Button, Drawer, Modal } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react';
import { useShortcuts } from '../url/keys';
import { ErrorBand } from './ErrorBand';
import { useFirstField, useFocusBack } from './focus';
import styles from './kit.module.css';
import { noticeDone } from './notices';
import { KeyHint } from './parts';
import { useKitWords } from './words';

type FormProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  onSubmit: () => void;
  submitLabel: string;
  // What will happen, said before it does.
  effect?: ReactNode;
  // Why it cannot be confirmed yet, in words.
  whyNot?: string | undefined;
  isBusy?: boolean;
  isDanger?: boolean;
  error?: unknown;
  size?: 'md' | 'lg' | 'xl';
  children: ReactNode;
};

// What a form does that sends `input` by one change: once it is done, `done` is said and the form
// closes.
export function sends<Input>(
  change: UseMutationResult<unknown, Error, Input>,
  input: Input,
  done: string,
  onClose: () => void,
) {
  return {
    onClose,
    onSubmit: () =>
      change.mutate(input, {
        onSuccess: () => {
          noticeDone(done);
          onClose();
        },
      }),
    isBusy: change.isPending,
    error: change.error,
  };
}

// A form that slides in from the right; the page stays visible.
export function DrawerForm(props: FormProps) {
  const t = useKitWords();
  return (
    <Drawer
      opened={props.isOpen}
      onClose={props.onClose}
      position="right"
      size={props.size ?? 'lg'}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {props.isOpen && <FormBody {...props} />}
    </Drawer>
  );
}

// The same in a small dialog, for one or two fields and for questions.
export function DialogForm(props: FormProps) {
  const t = useKitWords();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      size={props.size ?? 'md'}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {props.isOpen && <FormBody {...props} />}
    </Modal>
  );
}

function FormBody(props: FormProps) {
  const t = useKitWords();
  const effectId = useId();
  useFocusBack();
  const form = useFirstField();
  const submit = () => {
    if (!props.whyNot && !props.isBusy) {
      props.onSubmit();
    }
  };
  useShortcuts([{ keys: 'Mod+Enter', inFields: true, run: submit }], { isDialog: true });
  // Before the field with the focus: an Enter would open the list of a choice, which then eats the Esc.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      submit();
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form ref={form} onSubmit={onSubmit} onKeyDownCapture={onKey} noValidate>
      <ErrorBand error={props.error} />
      {props.children}
      <div className={styles.formFoot}>
        <div className={styles.effect} id={effectId}>
          {props.whyNot ?? props.effect}
        </div>
        <Button variant="default" onClick={props.onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          type="submit"
          color={props.isDanger ? 'red.8' : undefined}
          loading={props.isBusy}
          aria-disabled={props.whyNot ? true : undefined}
          data-disabled={props.whyNot ? true : undefined}
          aria-describedby={effectId}
          rightSection={<KeyHint keys="Ctrl ↵" />}
        >
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}

type ConfirmProps = Omit<FormProps, 'children' | 'effect'> & { children?: ReactNode };

// "Cancel order 000119975": names the thing, and says what follows.
export function ConfirmDialog(props: ConfirmProps) {
  return (
    <DialogForm {...props}>
      <div>{props.children}</div>
    </DialogForm>
  );
}
