// A role's name and rights. Builtin ones are only shown.
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { Band, DrawerForm, fieldError, noticeDone } from '../kit';
import { useRoleName } from './parts';
import { ResourceTree } from './ResourceTree';
import type { Resource, Role } from './types';
import { useT } from './words';

type Props = { role: Role; resources: readonly Resource[]; onClose: () => void };

export function RoleForm({ role, resources, onClose }: Props) {
  const t = useT();
  const roleName = useRoleName();
  const [draft, setDraft] = useState(role);
  const save = useChange(
    ({ code, name, resources: granted }: Role, idempotencyKey) => {
      const body = { code, name, resources: granted };
      return role.id
        ? api.put(`/api/v1/roles/${role.id}`, body, { idempotencyKey })
        : api.post('/api/v1/roles', body, { idempotencyKey });
    },
    ['/api/v1/roles'],
  );
  const submit = () =>
    role.is_builtin
      ? onClose()
      : save.mutate(draft, {
          onSuccess: () => {
            onClose();
            noticeDone(t('saved'));
          },
        });
  const whyNot =
    draft.name === '' || draft.code === ''
      ? t('roles.needName')
      : draft.resources.length === 0
        ? t('roles.needRight')
        : undefined;
  return (
    <DrawerForm
      title={role.id ? t('roles.changeTitle', { name: roleName(role) }) : t('roles.add')}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      submitLabel={role.is_builtin ? t('close') : t('save')}
      effect={role.is_builtin ? undefined : t('roles.effect')}
      whyNot={role.is_builtin ? undefined : whyNot}
      isBusy={save.isPending}
      error={save.error}
    >
      <Stack>
        {role.is_builtin ? (
          <Band tone="blue">{t('roles.builtinText')}</Band>
        ) : (
          <>
            <TextInput
              label={t('roles.name')}
              value={draft.name}
              error={fieldError(save.error, 'name')}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
              data-autofocus
            />
            <TextInput
              label={t('roles.code')}
              description={t('roles.codeHint')}
              value={draft.code}
              error={fieldError(save.error, 'code')}
              onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
            />
          </>
        )}
        <ResourceTree
          label={t('roles.rights')}
          resources={resources}
          granted={draft.resources}
          onChange={
            role.is_builtin ? undefined : (granted) => setDraft({ ...draft, resources: granted })
          }
        />
      </Stack>
    </DrawerForm>
  );
}
