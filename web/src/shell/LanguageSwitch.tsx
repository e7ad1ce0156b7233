// English or Korean: at once on this screen, and kept for the user.
import { SegmentedControl } from '@mantine/core';
import { use } from 'react';
import { api } from '../api/client';
import { SessionContext } from '../api/session';
import { changeLanguage, type Language, useLanguage } from '../i18n/words';
import { noticeError } from '../kit/notices';
import { useShellWords } from './words';

const languageKey = 'orderyard-language';

export function rememberLanguage(language: Language) {
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // Storage is off: the choice lives as long as the page.
  }
}

export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(languageKey);
  } catch {
    return null;
  }
}

export function LanguageSwitch() {
  const t = useShellWords();
  const language = useLanguage();
  const session = use(SessionContext);
  const choose = (wanted: Language) => {
    rememberLanguage(wanted);
    void changeLanguage(wanted);
    if (session) {
      api.put('/api/v1/session/profile', { language: wanted }).catch(noticeError);
    }
  };
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('rail.language')}
      value={language}
      onChange={(value) => choose(value as Language)}
      data={[
        { value: 'en', label: <span lang="en">English</span> },
        { value: 'ko', label: <span lang="ko">한국어</span> },
      ]}
    />
  );
}
