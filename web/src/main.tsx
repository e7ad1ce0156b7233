// Starts the app: words first, then who is signed in.
import './mantine_styles.css';
import '@mantine/notifications/styles.css';
import './kit/tokens.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api/queries';
import { changeLanguage, type Language, languageFrom, loadWords, startWords } from './i18n/words';
import { App } from './shell/App';
import { rememberedLanguage } from './shell/LanguageSwitch';
import { cssVariables, theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const colorSchemes = localStorageColorSchemeManager({ key: 'orderyard-color-scheme' });

async function loadFirstWords() {
  await loadWords('kit', {
    en: async () => (await import('./kit/en')).en,
    ko: async () => (await import('./kit/ko')).ko,
  });
  await loadWords('shell', {
    en: async () => (await import('./shell/en')).en,
    ko: async () => (await import('./shell/ko')).ko,
  });
}

async function start() {
  const language: Language =
    languageFrom(rememberedLanguage() ?? '') ?? languageFrom(navigator.language) ?? 'en';
  await startWords(language);
  await loadFirstWords();
  await changeLanguage(language);
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorSchemes}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <Notifications position="bottom-right" limit={5} />
        <QueryClientProvider client={makeQueryClient()}>
          <App />
        </QueryClientProvider>
      </MantineProvider>,
    );
  }
}

void start();
