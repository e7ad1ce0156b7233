// The logo: kept apart from the other settings, since it is a file.
import { Button, FileButton } from '@mantine/core';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { Card, ErrorBand, noticeDone, noticeError, Quiet } from '../kit';
import styles from './papers.module.css';
import type { DocumentSettings } from './types';
import { useT } from './words';

const touches = ['/api/v1/document-settings'];

export function LogoCard({ settings }: { settings: DocumentSettings }) {
  const t = useT();
  const path = `/api/v1/document-settings/${encodeURIComponent(settings.view)}/logo`;
  const put = useChange(
    (file: File, idempotencyKey) => api.put(path, file, { idempotencyKey }),
    touches,
  );
  const drop = useChange(
    (_: undefined, idempotencyKey) => api.delete(path, undefined, { idempotencyKey }),
    touches,
  );
  const choose = (file: File | null) => {
    if (file) {
      put.mutate(file, { onSuccess: () => noticeDone(t('documents.logoSaved')) });
    }
  };
  const remove = () =>
    drop.mutate(undefined, {
      onSuccess: () => noticeDone(t('documents.logoRemoved')),
      onError: noticeError,
    });
  return (
    <Card title={t('documents.logo')}>
      <div className={styles.form}>
        <ErrorBand error={put.error} />
        {settings.has_logo ? (
          <img
            className={styles.logo}
            src={path}
            alt={t('documents.logoAlt')}
            key={String(put.submittedAt)}
          />
        ) : (
          <Quiet>{t('documents.logoNone')}</Quiet>
        )}
        <div className={styles.foot}>
          <FileButton onChange={choose} accept="image/png">
            {(props) => (
              <Button variant="default" loading={put.isPending} {...props}>
                {t('documents.logoChoose')}
              </Button>
            )}
          </FileButton>
          {settings.has_logo && (
            <Button variant="default" onClick={remove} loading={drop.isPending}>
              {t('documents.logoRemove')}
            </Button>
          )}
        </div>
        <Quiet>{t('documents.logoHint')}</Quiet>
      </div>
    </Card>
  );
}
