// The audit trail's own short words ("order 12", "role owner, active, en, UTC") in the reader's
// language. What is searched for stays the server's word; anything not known is shown as it came.
import { useCallback } from 'react';
import { useT } from './words';

// "order 12 comment 3": each word with its number; "267 seen": how many were read at once.
export function useSubjectText(): (subject: string) => string {
  const t = useT();
  return useCallback(
    (subject) => {
      const seen = /^(\d+) seen$/.exec(subject);
      if (seen) {
        return t('audit.seen', { count: Number(seen[1]) });
      }
      return subject.replace(
        /(^| )([a-z][a-z_-]*) (?=\S)/g,
        (_, space: string, word: string) =>
          `${space}${t.maybe(`audit.subjectWord.${word.replaceAll('-', '_')}`) ?? word} `,
      );
    },
    [t],
  );
}

// A user as the trail shows one: role, whether active, language, zone.
export function useChangeText(): (text: string) => string {
  const t = useT();
  return useCallback(
    (text) => {
      const user = /^role (\S+), (active|off), (\w+), ([^,]+)(.*)$/.exec(text);
      if (!user) {
        return text;
      }
      const [, role = '', state = '', language = '', zone = '', more = ''] = user;
      return [
        t('audit.user', {
          role: t.maybe(`roleName.${role}`) ?? role,
          state: state === 'active' ? t('users.active') : t('users.off'),
          language: t.maybe(`audit.language.${language}`) ?? language,
          zone,
        }),
        ...(more.includes('another e-mail') ? [t('audit.otherEmail')] : []),
        ...(more.includes('another full name') ? [t('audit.otherName')] : []),
      ].join(', ');
    },
    [t],
  );
}
