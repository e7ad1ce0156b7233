// A field for a secret; the eye beside it has a name in the reader's language.
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useKitWords } from './words';

export function PasswordField(props: PasswordInputProps) {
  const t = useKitWords();
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t('actions.showSecret') }}
      {...props}
    />
  );
}
