// A mail as a reader would show it: in a frame without scripts. Its styles are set from here, since the
// page's content policy refuses styles that stand in markup.
import { Button, SegmentedControl } from '@mantine/core';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { ErrorBand, Quiet } from '../kit';
import styles from './mail.module.css';
import type { TemplateTexts } from './types';
import { useT } from './words';

type Props = { path: string; texts: TemplateTexts };

// Nothing is loaded and nothing runs: no scripts, styles, frames or addresses; only words, boxes and
// the styles that stand beside them.
function fillFrame(frame: HTMLIFrameElement, html: string) {
  const inside = frame.contentDocument;
  if (!inside) {
    return;
  }
  const inert = html
    .replaceAll(/\sstyle\s*=/gi, ' data-style=')
    .replaceAll(/\s(src|srcset|href|background|on\w+)\s*=/gi, ' data-left-out=');
  const parsed = new DOMParser().parseFromString(inert, 'text/html');
  for (const element of parsed.querySelectorAll(
    'script, style, link, meta, base, iframe, object, embed, form',
  )) {
    element.remove();
  }
  for (const element of parsed.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
    element.removeAttribute('data-style');
  }
  // A list of its own: the document's shrinks while nodes leave it.
  const nodes = Array.from(parsed.body.childNodes);
  inside.body.replaceChildren(...nodes.map((node) => inside.adoptNode(node)));
  inside.body.style.cssText = parsed.body.style.cssText;
}

export function MailPreview({ path, texts }: Props) {
  const t = useT();
  const [shown, setShown] = useState<'html' | 'text'>('html');
  const preview = useChange(
    (body: TemplateTexts) => api.post<TemplateTexts>(`${path}/preview`, body),
    [],
  );
  const { mutate } = preview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first look; later ones are asked for
  useEffect(() => mutate(texts), [mutate]);
  const mail = preview.data;
  const onLoad = (event: SyntheticEvent<HTMLIFrameElement>) =>
    fillFrame(event.currentTarget, mail?.html ?? '');
  return (
    <section aria-label={t('templates.preview')}>
      <div className={styles.bar}>
        <Button variant="default" loading={preview.isPending} onClick={() => mutate(texts)}>
          {t('templates.refresh')}
        </Button>
        <SegmentedControl
          aria-label={t('templates.preview')}
          value={shown}
          onChange={(value) => setShown(value === 'text' ? 'text' : 'html')}
          data={[
            { value: 'html', label: t('templates.showHtml') },
            { value: 'text', label: t('templates.showText') },
          ]}
        />
        <Quiet>{t('templates.previewAbout')}</Quiet>
      </div>
      <ErrorBand error={preview.error} />
      {mail && <div className={styles.subject}>{mail.subject}</div>}
      {mail && shown === 'html' && mail.html !== '' && (
        <iframe
          key={mail.html}
          className={styles.frame}
          title={t('templates.previewFrame')}
          sandbox="allow-same-origin"
          srcDoc="<!doctype html><html><head><title>&#8203;</title></head><body></body></html>"
          onLoad={onLoad}
        />
      )}
      {mail && (shown === 'text' || mail.html === '') && (
        <pre className={styles.text}>{mail.text}</pre>
      )}
    </section>
  );
}
