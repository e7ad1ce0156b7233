// A message that Amazon itself carries to the buyer, or its request for a review. What Amazon allows for
// the order is asked anew each time the drawer opens; below stands what was sent this way before.
import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../../api/queries';
import { Loaded, Quiet } from '../../kit';
import { MailList, useOrderMails } from '../Mails';
import styles from '../orders.module.css';
import { useT } from '../words';
import {
  type Enclosed,
  firstEnclosed,
  MessageFile,
  readBase64,
  useWhyNotFile,
} from './MessageFile';
import { type DrawerProps, OrderForm } from './OrderForm';

type Kind = { kind: string; may_send: boolean; characters_max: number; file: string };

const reviewRequest = 'review_request';

export function AmazonMessageDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const path = `/api/v1/orders/${order.id}/channel-messages`;
  const allowed = useGet<{ kinds: Kind[]; file_bytes_max: number }>(path);
  const whyNotFile = useWhyNotFile();
  const [chosen, setChosen] = useState<string | undefined>();
  const [text, setText] = useState('');
  const [enclosed, setEnclosed] = useState(() => firstEnclosed(order));
  // In base64: the form sends what is in its body when it is confirmed.
  const [content, setContent] = useState('');
  const bytesMax = allowed.data?.file_bytes_max ?? 0;
  const enclose = (next: Enclosed) => {
    setEnclosed(next);
    if (next.file !== enclosed.file) {
      setContent('');
      if (next.file && next.file.size <= bytesMax) {
        void readBase64(next.file).then(setContent);
      }
    }
  };
  const possible = allowed.data?.kinds.filter((one) => one.may_send) ?? [];
  const kind = possible.find((one) => one.kind === chosen) ?? possible[0];
  const isReview = kind?.kind === reviewRequest;
  const whyNot = () => {
    if (allowed.isPending) {
      return t('amazonMessage.asking');
    }
    if (!kind) {
      return t('amazonMessage.nothing');
    }
    if (isReview) {
      return undefined;
    }
    if (enclosed.file && content === '' && enclosed.file.size <= bytesMax) {
      return t('amazonMessage.readingFile');
    }
    const noFile = kind.file === 'none' ? undefined : whyNotFile(kind, enclosed, bytesMax);
    return kind.characters_max > 0 ? (whyNotText(text, kind, t) ?? noFile) : noFile;
  };
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('amazonMessage.title', { number: order.increment_id })}
      submitLabel={t(isReview ? 'amazonMessage.request' : 'mail.submit')}
      effect={t(isReview ? 'amazonMessage.reviewEffect' : 'amazonMessage.effect')}
      whyNot={whyNot()}
      path={path}
      body={bodyOf(kind, text, enclosed, content)}
      hasNoVersion
      mine={[]}
      doneText={t('amazonMessage.done')}
    >
      <Loaded query={allowed} lines={4}>
        {({ kinds }) => (
          <>
            {kind && (
              <Radio.Group
                label={t('amazonMessage.kind')}
                value={kind.kind}
                onChange={(value) => setChosen(String(value))}
              >
                {possible.map((one) => (
                  <Radio
                    key={one.kind}
                    mt="xs"
                    value={one.kind}
                    label={t.maybe(`amazonMessage.kinds.${one.kind}`) ?? one.kind}
                  />
                ))}
              </Radio.Group>
            )}
            {kind && kind.characters_max > 0 && (
              <Textarea
                mt="sm"
                label={t('mail.text')}
                description={t('amazonMessage.left', {
                  count: kind.characters_max - [...text].length,
                })}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                autosize
                minRows={5}
                data-autofocus
              />
            )}
            {kind && kind.file !== 'none' && (
              <MessageFile
                order={order}
                kind={kind}
                bytesMax={bytesMax}
                enclosed={enclosed}
                onChange={enclose}
              />
            )}
            <NotAllowed kinds={kinds.filter((one) => !one.may_send)} />
          </>
        )}
      </Loaded>
      <SentBefore order={order} />
    </OrderForm>
  );
}

function bodyOf(kind: Kind | undefined, text: string, enclosed: Enclosed, content: string) {
  if (!kind) {
    return {};
  }
  const isOurs = kind.kind === 'invoice' && enclosed.invoiceId !== '';
  const hasCoverage = kind.kind === 'warranty' && enclosed.from !== '' && enclosed.to !== '';
  const said = hasCoverage ? `${enclosed.from}/${enclosed.to}` : text.trim();
  const hasText = hasCoverage || kind.characters_max > 0;
  const file =
    kind.file === 'none' || isOurs || !enclosed.file
      ? undefined
      : { name: enclosed.file.name, content };
  return {
    kind: kind.kind,
    ...(hasText ? { text: said } : {}),
    ...(isOurs ? { invoice_id: Number(enclosed.invoiceId) } : {}),
    ...(file ? { file } : {}),
  };
}

function whyNotText(text: string, kind: Kind, t: ReturnType<typeof useT>): string | undefined {
  if (text.trim() === '') {
    return t('amazonMessage.needed');
  }
  if ([...text].length > kind.characters_max) {
    return t('amazonMessage.tooLong', { count: kind.characters_max });
  }
  return /[@<]/.test(text) ? t('amazonMessage.noMarkup') : undefined;
}

function NotAllowed({ kinds }: { kinds: readonly Kind[] }) {
  const t = useT();
  if (kinds.length === 0) {
    return null;
  }
  return (
    <section className={styles.drawerPart}>
      <h3>{t('amazonMessage.notAllowed')}</h3>
      <ul>
        {kinds.map(({ kind }) => (
          <li key={kind}>
            {t.maybe(`amazonMessage.kinds.${kind}`) ?? kind}{' '}
            <Quiet>{t.maybe(`amazonMessage.when.${kind}`) ?? ''}</Quiet>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SentBefore({ order }: Pick<DrawerProps, 'order'>) {
  const t = useT();
  const mails = useOrderMails(order);
  const rows = mails.data?.items.filter((mail) => mail.channel_action !== null) ?? [];
  if (rows.length === 0) {
    return null;
  }
  return (
    <section className={styles.drawerPart}>
      <h3>{t('amazonMessage.before')}</h3>
      <MailList label={t('amazonMessage.before')} mails={rows} isShort />
    </section>
  );
}
