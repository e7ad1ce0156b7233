// A new user, or changes of one. Only roles whose rights one holds oneself can be chosen.
import { NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError } from '../kit';
import { useRoleName } from './parts';
import type { Resource, Role, User, UserAnswer } from './types';
import { useT } from './words';
import { ZoneSelect } from './ZoneSelect';

type Props = {
  isOpen: boolean;
  user?: User;
  roles: readonly Role[];
  resources: readonly Resource[];
  onClose: () => void;
  onDone: (answer: UserAnswer) => void;
};

type Draft = {
  name: string;
  email: string;
  full_name: string;
  role_id: number;
  language: string;
  zone: string;
  is_active: boolean;
};

function draftOf(user: User | undefined, roles: readonly Role[]): Draft {
  return {
    name: user?.name ?? '',
    email: user?.email ?? '',
    full_name: user?.full_name ?? '',
    role_id: user?.role.id ?? roles.find((role) => role.code === 'clerk')?.id ?? 0,
    language: user?.language ?? 'en',
    zone: user?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    is_active: user?.is_active ?? true,
  };
}

// Held are all rights of the role: else the server would refuse it.
export function canGive(role: Role, resources: readonly Resource[]): boolean {
  return role.resources.every((id) => resources.find((one) => one.id === id)?.is_held);
}

export function UserForm({ isOpen, user, roles, resources, onClose, onDone }: Props) {
  const t = useT();
  const roleName = useRoleName();
  const [draft, setDraft] = useState(() => draftOf(user, roles));
  const save = useChange(
    ({ name, is_active, ...rest }: Draft, idempotencyKey) =>
      user
        ? api.put<UserAnswer>(
            `/api/v1/users/${user.id}`,
            { ...rest, is_active, version: user.version },
            { idempotencyKey },
          )
        : api.post<UserAnswer>('/api/v1/users', { name, ...rest }, { idempotencyKey }),
    ['/api/v1/users', '/api/v1/roles'],
  );
  const { reset } = save;
  useEffect(() => {
    if (isOpen) {
      setDraft(draftOf(user, roles));
      reset();
    }
  }, [isOpen, user, roles, reset]);
  const text = (name: 'name' | 'email' | 'full_name', label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <DrawerForm
      title={user ? t('users.changeTitle', { name: user.name }) : t('users.add')}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={() => save.mutate(draft, { onSuccess: onDone })}
      submitLabel={user ? t('save') : t('users.add')}
      effect={user ? t('users.changeEffect') : t('users.addEffect')}
      whyNot={draft.name === '' || draft.email === '' ? t('users.needNameAndEmail') : undefined}
      isBusy={save.isPending}
      error={save.error}
    >
      <Stack>
        {!user && (
          <TextInput
            {...text('name', t('users.name'))}
            description={t('users.nameHint')}
            autoComplete="off"
            data-autofocus
          />
        )}
        <TextInput {...text('email', t('users.email'))} type="email" autoComplete="off" />
        <TextInput {...text('full_name', t('users.fullName'))} autoComplete="off" />
        <NativeSelect
          label={t('users.role')}
          value={String(draft.role_id)}
          error={fieldError(save.error, 'role_id')}
          onChange={(event) => setDraft({ ...draft, role_id: Number(event.currentTarget.value) })}
          data={roles.map((role) => ({
            value: String(role.id),
            label: roleName(role),
            disabled: !canGive(role, resources) && role.id !== user?.role.id,
          }))}
        />
        <NativeSelect
          label={t('account.language')}
          value={draft.language}
          onChange={(event) => setDraft({ ...draft, language: event.currentTarget.value })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ko', label: '한국어' },
          ]}
        />
        <ZoneSelect
          label={t('account.zone')}
          value={draft.zone}
          error={fieldError(save.error, 'zone')}
          onChange={(zone) => setDraft({ ...draft, zone })}
        />
        {user && (
          <Switch
            label={t('users.isActive')}
            checked={draft.is_active}
            onChange={(event) => setDraft({ ...draft, is_active: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </DrawerForm>
  );
}
