// How mails of each kind go out, for all store views and for each.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Card, Chip, Quiet, Table, type TableColumn } from '../kit';
import { useUrlState } from '../url/state';
import styles from './mail.module.css';
import { useKindName } from './parts';
import { RuleForm } from './RuleForm';
import type { MailRule, MailSettings } from './types';
import { useT } from './words';

export function useViewChoices(settings: MailSettings) {
  const t = useT();
  return [
    { value: 'all-views', label: t('allViews') },
    ...settings.views.map((view) => ({ value: view.code, label: view.name })),
  ];
}

export function RulesTab({ settings }: { settings: MailSettings }) {
  const t = useT();
  const kindName = useKindName();
  const url = useUrlState();
  const choices = useViewChoices(settings);
  const view = url.get('view') ?? 'all-views';
  const [edited, setEdited] = useState<MailRule | undefined>();
  const columns: TableColumn<MailRule>[] = [
    { id: 'kind', title: t('column.kind'), cell: (rule) => kindName(rule.kind) },
    {
      id: 'on',
      title: t('column.state'),
      cell: (rule) =>
        rule.is_enabled ? (
          <Chip tone="green">{t('rules.isOn')}</Chip>
        ) : (
          <Chip>{t('rules.off')}</Chip>
        ),
    },
    {
      id: 'sender',
      title: t('rules.sender'),
      cell: (rule) =>
        rule.sender_address || rule.sender_name || settings.server?.sender_address || '',
    },
    { id: 'copies', title: t('rules.copies'), cell: (rule) => rule.copy_to.join(', ') },
    {
      id: 'language',
      title: t('rules.language'),
      cell: (rule) => (rule.language === 'ko' ? t('rules.korean') : t('rules.english')),
    },
    {
      id: 'from',
      title: '',
      cell: (rule) =>
        rule.is_inherited && (
          <Quiet>{view === 'all-views' ? t('rules.builtin') : t('rules.inherited')}</Quiet>
        ),
    },
    {
      id: 'edit',
      title: '',
      align: 'right',
      cell: (rule) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('rules.edit')}: ${kindName(rule.kind)}`}
          onClick={() => setEdited(rule)}
        >
          {t('rules.edit')}
        </Button>
      ),
    },
  ];
  return (
    <Card title={t('tabs.kinds')}>
      <p>{t('rules.about')}</p>
      <div className={styles.bar}>
        <NativeSelect
          label={t('view')}
          data={choices}
          value={view}
          onChange={(event) => {
            const value = event.currentTarget.value;
            url.set({ view: value === 'all-views' ? undefined : value });
          }}
        />
      </div>
      <Table
        label={t('tabs.kinds')}
        columns={columns}
        rows={settings.rules.filter((rule) => rule.view === view)}
        rowId={(rule) => rule.kind}
      />
      {edited && (
        <RuleForm
          key={`${edited.view}/${edited.kind}`}
          rule={edited}
          viewName={choices.find((choice) => choice.value === edited.view)?.label ?? edited.view}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}
