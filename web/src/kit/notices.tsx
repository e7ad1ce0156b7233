// Notices at the bottom right: five seconds for news, errors until closed.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { errorWords } from './ErrorBand';
import { kitWords } from './words';

const newsMillis = 5_000;

export function noticeDone(text: ReactNode, options?: { undo?: () => void }) {
  const id = notifications.show({
    message: options?.undo ? (
      <>
        {text}{' '}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            options.undo?.();
          }}
        >
          {kitWords('actions.undo')}
        </Button>
      </>
    ) : (
      text
    ),
    color: 'green',
    autoClose: newsMillis,
    withBorder: true,
    closeButtonProps: { 'aria-label': kitWords('actions.close') },
  });
}

export function noticeError(error: unknown) {
  const words = errorWords(error);
  notifications.show({
    title: words.title,
    message: words.text,
    color: 'red',
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': kitWords('actions.close') },
  });
}

export function noticeText(text: ReactNode) {
  notifications.show({
    message: text,
    autoClose: newsMillis,
    withBorder: true,
    closeButtonProps: { 'aria-label': kitWords('actions.close') },
  });
}
