// What several of these pages show: secrets that are told once, names of roles and events, and a
// button for what is older.
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Band, Chip, CopyText, Facts } from '../kit';
import type { RoleRef, User } from './types';
import { useT } from './words';

type SecretsProps = {
  title: string;
  secrets: readonly (readonly [string, string])[] | undefined;
  onClose: () => void;
};

// Closes by its button only: a click beside it must not lose what is never shown again.
export function SecretsDialog({ title, secrets, onClose }: SecretsProps) {
  const t = useT();
  return (
    <Modal
      opened={secrets !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Band tone="amber" title={t('secrets.once')}>
          {t('secrets.onceText')}
        </Band>
        <Facts
          of={(secrets ?? []).map(([name, value]) => [name, <CopyText key={name} text={value} />])}
        />
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('secrets.kept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function useRoleName(): (role: RoleRef) => string {
  const t = useT();
  return (role) => t.maybe(`roleName.${role.code}`) ?? role.name;
}

export function UserChips({ user }: { user: User }) {
  const t = useT();
  return (
    <Group gap={6}>
      {user.is_active ? (
        <Chip tone="green">{t('users.active')}</Chip>
      ) : (
        <Chip tone="grey">{t('users.off')}</Chip>
      )}
      {user.must_change_password && <Chip tone="amber">{t('users.mustChange')}</Chip>}
      {user.has_second_factor && <Chip tone="blue">{t('users.secondFactor')}</Chip>}
    </Group>
  );
}

type OlderProps = { next: number | null | undefined; onOlder: (before: number) => void };

export function OlderButton({ next, onOlder }: OlderProps): ReactNode {
  const t = useT();
  return next ? (
    <Button variant="default" mt="sm" onClick={() => onOlder(next)}>
      {t('older')}
    </Button>
  ) : null;
}
