// The form for one kind of mail in one store view, or in all.
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError, noticeDone, noticeError } from '../kit';
import styles from './mail.module.css';
import { useKindName } from './parts';
import type { MailRule } from './types';
import { useT } from './words';

type Props = { rule: MailRule; viewName: string; onClose: () => void };

export function RuleForm({ rule, viewName, onClose }: Props) {
  const t = useT();
  const kindName = useKindName();
  const [draft, setDraft] = useState(rule);
  const [copies, setCopies] = useState(rule.copy_to.join('\n'));
  const path = `/api/v1/mail-settings/rules/${encodeURIComponent(rule.view)}/${rule.kind}`;
  const touches = ['/api/v1/mail-settings', '/api/v1/orders'];
  const done = () => {
    noticeDone(t('rules.saved'));
    onClose();
  };
  const save = useChange((body: MailRule, idempotencyKey) => {
    const { view: _, kind: __, is_inherited: ___, ...rest } = body;
    return api.put(path, rest, { idempotencyKey });
  }, touches);
  const reset = useChange(
    (_: undefined, idempotencyKey) => api.delete(path, undefined, { idempotencyKey }),
    touches,
  );
  const text = (name: 'sender_name' | 'sender_address' | 'reply_to', label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const addresses = copies.split('\n').flatMap((line) => line.trim() || []);
  const wrongCopy = addresses
    .map((_, index) => fieldError(save.error, `copy_to[${index}]`))
    .find((error) => error !== undefined);
  return (
    <DrawerForm
      title={t('rules.title', { kind: kindName(rule.kind), view: viewName })}
      isOpen
      onClose={onClose}
      onSubmit={() => save.mutate({ ...draft, copy_to: addresses }, { onSuccess: done })}
      submitLabel={t('server.save')}
      isBusy={save.isPending}
      error={save.error}
    >
      <div className={styles.form}>
        <Checkbox
          label={t('rules.enabled')}
          checked={draft.is_enabled}
          onChange={(event) => setDraft({ ...draft, is_enabled: event.currentTarget.checked })}
        />
        <TextInput
          {...text('sender_name', t('server.senderName'))}
          description={t('rules.asServer')}
        />
        <TextInput
          {...text('sender_address', t('server.senderAddress'))}
          description={t('rules.asServer')}
        />
        <TextInput {...text('reply_to', t('rules.replyTo'))} />
        <Textarea
          label={t('rules.copyTo')}
          value={copies}
          error={wrongCopy ?? fieldError(save.error, 'copy_to')}
          autosize
          minRows={2}
          onChange={(event) => setCopies(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('rules.copyMethod')}
          value={draft.copy_method}
          data={(['bcc', 'separate'] as const).map((value) => ({
            value,
            label: t(`rules.${value}`),
          }))}
          onChange={(event) =>
            setDraft({
              ...draft,
              copy_method: event.currentTarget.value as MailRule['copy_method'],
            })
          }
        />
        <NativeSelect
          label={t('rules.languageOf')}
          value={draft.language}
          data={[
            { value: 'en', label: t('rules.english') },
            { value: 'ko', label: t('rules.korean') },
          ]}
          onChange={(event) =>
            setDraft({ ...draft, language: event.currentTarget.value as MailRule['language'] })
          }
        />
        <Checkbox
          label={t('rules.attach')}
          checked={draft.attaches_document}
          onChange={(event) =>
            setDraft({ ...draft, attaches_document: event.currentTarget.checked })
          }
        />
        {!rule.is_inherited && (
          <div>
            <Button
              variant="default"
              loading={reset.isPending}
              onClick={() => reset.mutate(undefined, { onSuccess: done, onError: noticeError })}
            >
              {rule.view === 'all-views' ? t('rules.resetDefault') : t('rules.reset')}
            </Button>
          </div>
        )}
      </div>
    </DrawerForm>
  );
}
