// Who did what, when and from where; the check of the chain, and the whole trail as a file.
import { Anchor, Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useGet } from '../api/queries';
import { ActionBar, Band, EmptyState, Loaded, noticeError, Page, Quiet, Table, When } from '../kit';
import { useUrlState } from '../url/state';
import styles from './access.module.css';
import { useChangeText, useSubjectText } from './audit_words';
import { OlderButton } from './parts';
import type { AuditCheck, AuditEntry, Backwards } from './types';
import { useT } from './words';

const filters = ['subject', 'actor', 'event'] as const;

export default function AuditPage() {
  const t = useT();
  const subjectText = useSubjectText();
  const url = useUrlState();
  const [check, setCheck] = useState<AuditCheck>();
  const [isChecking, setIsChecking] = useState(false);
  const query = {
    subject: url.get('subject'),
    actor: url.get('actor'),
    event: url.get('event'),
    before: url.get('before'),
    page_size: 100,
  };
  const entries = useGet<Backwards<AuditEntry>>('/api/v1/audit', query, { keepsOld: true });
  const verify = () => {
    setIsChecking(true);
    api
      .get<AuditCheck>('/api/v1/audit/verify')
      .then(setCheck)
      .catch(noticeError)
      .finally(() => setIsChecking(false));
  };
  const { before: _, page_size: __, ...exported } = query;
  return (
    <Page
      title={t('audit.title')}
      actions={
        <>
          <Anchor size="sm" href={api.fileUrl('/api/v1/audit/export', exported)} download>
            {t('audit.export')}
          </Anchor>
          <ActionBar
            actions={[{ id: 'verify', label: t('audit.verify'), run: verify, isBusy: isChecking }]}
          />
        </>
      }
    >
      {check && (
        <Band
          tone={check.is_whole ? 'green' : 'red'}
          title={check.is_whole ? t('audit.whole') : t('audit.broken')}
        >
          {check.is_whole
            ? t('audit.wholeText', { count: check.last_id, chain: check.last_chain ?? '–' })
            : t('audit.brokenText', { id: check.first_broken_id ?? 0 })}
        </Band>
      )}
      <Filters key={filters.map((name) => query[name] ?? '').join('|')} />
      <Loaded query={entries}>
        {(list) => (
          <>
            <Table<AuditEntry>
              label={t('audit.title')}
              rows={list.items}
              rowId={(row) => row.id}
              empty={<EmptyState title={t('audit.none')} />}
              columns={[
                {
                  id: 'at',
                  title: t('audit.at'),
                  cell: (row) => <When at={row.at} />,
                },
                {
                  id: 'actor',
                  title: t('audit.actor'),
                  cell: (row) => (
                    <div className={styles.who}>
                      {row.actor ?? t.maybe(`audit.actorKind.${row.actor_kind}`) ?? row.actor_kind}
                      {row.address && (
                        <div>
                          <Quiet>{row.address}</Quiet>
                        </div>
                      )}
                    </div>
                  ),
                },
                {
                  id: 'event',
                  title: t('audit.event'),
                  cell: (row) => (
                    <div className={styles.wrap}>
                      <EventName event={row.event} />
                    </div>
                  ),
                },
                {
                  id: 'subject',
                  title: t('audit.subject'),
                  cell: (row) => (
                    <div className={styles.who}>{row.subject && subjectText(row.subject)}</div>
                  ),
                },
                { id: 'change', title: t('audit.change'), cell: (row) => <Change entry={row} /> },
              ]}
            />
            <OlderButton
              next={list.next_before}
              onOlder={(before) => url.set({ before: String(before) })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

// The word to search by stands below its name.
function EventName({ event }: { event: string }) {
  const t = useT();
  const name = t.maybe(`audit.eventName.${event}`);
  return name ? (
    <>
      {name}
      <div>
        <Quiet>{event}</Quiet>
      </div>
    </>
  ) : (
    event
  );
}

function Change({ entry }: { entry: AuditEntry }) {
  const changeText = useChangeText();
  if (!entry.before && !entry.after) {
    return null;
  }
  return (
    <div className={styles.change}>
      {entry.before && (
        <Quiet>
          <Long text={`− ${changeText(entry.before)}`} />
        </Quiet>
      )}
      {entry.after && <Long text={`+ ${changeText(entry.after)}`} />}
    </div>
  );
}

const shownCharacters = 240;

// Lists of hundreds of orders are opened by who wants to read them.
function Long({ text }: { text: string }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  if (text.length <= shownCharacters) {
    return <div>{text}</div>;
  }
  return (
    <div>
      {isOpen ? text : `${text.slice(0, shownCharacters)} …`}{' '}
      <Button variant="subtle" size="compact-xs" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? t('audit.less') : t('audit.all', { count: text.length })}
      </Button>
    </div>
  );
}

// Exact words: the trail is searched by index.
function Filters() {
  const t = useT();
  const url = useUrlState();
  const [draft, setDraft] = useState(() =>
    Object.fromEntries(filters.map((name) => [name, url.get(name) ?? ''])),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = Object.fromEntries(
      filters.map((name) => [name, draft[name]?.trim() || undefined]),
    );
    url.set({ ...words, before: undefined });
  };
  return (
    <form className={styles.filters} onSubmit={submit}>
      {filters.map((name) => (
        <TextInput
          key={name}
          label={t(`audit.${name}`)}
          placeholder={t(`audit.${name}Hint`)}
          value={draft[name] ?? ''}
          onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" variant="default">
        {t('audit.search')}
      </Button>
    </form>
  );
}
