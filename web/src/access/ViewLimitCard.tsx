// How many orders' addresses a user sees within an hour before he has to confirm that he goes on, and
// the roles it does not bind.
import { Button, Group, MultiSelect, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { Card, ErrorBand, fieldError, Loaded, noticeDone, Quiet } from '../kit';
import { useRoleName } from './parts';
import type { Role } from './types';
import { useT } from './words';

type Limit = { orders_per_hour: number; exempt_roles: string[] };
const path = '/api/v1/personal-view-limit';
const mostOrders = 10_000;

export function ViewLimitCard({ roles }: { roles: readonly Role[] }) {
  const t = useT();
  const limit = useGet<Limit>(path);
  return (
    <Card title={t('viewLimit.title')}>
      <Loaded query={limit}>
        {(data) => <Form key={JSON.stringify(data)} limit={data} roles={roles} />}
      </Loaded>
    </Card>
  );
}

function Form({ limit, roles }: { limit: Limit; roles: readonly Role[] }) {
  const t = useT();
  const roleName = useRoleName();
  const [orders, setOrders] = useState<number | string>(limit.orders_per_hour);
  const [exempt, setExempt] = useState(limit.exempt_roles);
  const save = useChange((body: Limit) => api.put(path, body), [path]);
  const isGood = typeof orders === 'number' && orders >= 1;
  const send = () =>
    save.mutate(
      { orders_per_hour: Number(orders), exempt_roles: exempt },
      { onSuccess: () => noticeDone(t('viewLimit.saved')) },
    );
  const isFieldError = fieldError(save.error, 'orders_per_hour');
  return (
    <Stack gap="sm">
      <Quiet>{t('viewLimit.about')}</Quiet>
      <Group align="flex-start">
        <NumberInput
          label={t('viewLimit.orders')}
          value={orders}
          min={1}
          max={mostOrders}
          allowDecimal={false}
          error={isFieldError}
          onChange={setOrders}
        />
        <MultiSelect
          label={t('viewLimit.exempt')}
          data={roles.map((role) => ({ value: role.code, label: roleName(role) }))}
          value={exempt}
          onChange={setExempt}
          flex={1}
        />
      </Group>
      {save.error && !isFieldError && <ErrorBand error={save.error} />}
      <Group justify="flex-end">
        <Button onClick={send} loading={save.isPending} disabled={!isGood}>
          {t('viewLimit.save')}
        </Button>
      </Group>
    </Stack>
  );
}
