// The texts of one template, what may stand in them, and what a mail made with them looks like.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { ConfirmDialog, ErrorBand, fieldError, Mono, noticeDone, noticeError, Quiet } from '../kit';
import { MailPreview } from './MailPreview';
import styles from './mail.module.css';
import type { Template, TemplateTexts } from './types';
import { useT } from './words';

type Props = { path: string; template: Template };

function textsOf({ subject, text, html }: TemplateTexts): TemplateTexts {
  return { subject, text, html };
}

export function TemplateEditor({ path, template }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(() => textsOf(template));
  const [isResetting, setIsResetting] = useState(false);
  const touches = ['/api/v1/mail-settings'];
  const save = useChange(
    (body: TemplateTexts, idempotencyKey) => api.put(path, body, { idempotencyKey }),
    touches,
  );
  const reset = useChange(
    (_: undefined, idempotencyKey) => api.delete(path, undefined, { idempotencyKey }),
    touches,
  );
  const field = (name: keyof TemplateTexts, label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const onReset = () =>
    reset.mutate(undefined, {
      onSuccess: () => {
        setIsResetting(false);
        noticeDone(t('templates.resetDone'));
      },
      onError: noticeError,
    });
  return (
    <div className={styles.editor}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft, { onSuccess: () => noticeDone(t('templates.saved')) });
        }}
      >
        <ErrorBand error={save.error} />
        <TextInput {...field('subject', t('templates.subject'))} />
        <Textarea
          {...field('text', t('templates.text'))}
          description={t('templates.textHint')}
          autosize
          minRows={8}
          maxRows={16}
          styles={{ input: { fontFamily: 'var(--oy-mono)', fontSize: 12 } }}
        />
        <Textarea
          {...field('html', t('templates.html'))}
          description={t('templates.htmlHint')}
          autosize
          minRows={8}
          maxRows={20}
          styles={{ input: { fontFamily: 'var(--oy-mono)', fontSize: 12 } }}
        />
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending}>
            {t('templates.save')}
          </Button>
          {template.is_own && (
            <Button variant="default" onClick={() => setIsResetting(true)}>
              {t('templates.reset')}
            </Button>
          )}
        </div>
        <Variables template={template} />
      </form>
      <MailPreview path={path} texts={draft} />
      <ConfirmDialog
        title={t('templates.reset')}
        isOpen={isResetting}
        onClose={() => setIsResetting(false)}
        onSubmit={onReset}
        submitLabel={t('templates.reset')}
        isBusy={reset.isPending}
        isDanger
      >
        {t('templates.resetEffect')}
      </ConfirmDialog>
    </div>
  );
}

function Variables({ template }: { template: Template }) {
  const t = useT();
  return (
    <details>
      <summary>{t('templates.variables')}</summary>
      <p>{t('templates.variablesAbout', { open: '{{', close: '}}' })}</p>
      <ul className={styles.variables}>
        {template.variables.map((variable) => (
          <li key={`${variable.within}/${variable.name}`}>
            <Mono>{variable.name}</Mono>{' '}
            <Quiet>
              {variable.is_section
                ? t('templates.section')
                : variable.within && t('templates.within', { list: variable.within })}
            </Quiet>
          </li>
        ))}
      </ul>
    </details>
  );
}
