// Who is signed in decides what is shown: the log-in, the change of a one-time password, or the
// pages. The address stays, so that one is back where one was after signing in again.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { api, setCsrfToken, setSignedOutListener } from '../api/client';
import { ApiError } from '../api/errors';
import { type Session, SessionContext } from '../api/session';
import { setServerZone } from '../i18n/server_words';
import { changeLanguage, currentLanguage, languageFrom } from '../i18n/words';
import { ErrorBand } from '../kit/ErrorBand';
import { noticeError } from '../kit/notices';
import { rememberLanguage } from './LanguageSwitch';
import { Login, OwnPassword } from './Login';
import { makeRouter } from './router';

const sessionKey = ['session'];

// null: nobody is signed in.
async function readSession(): Promise<Session | null> {
  try {
    return take(await api.get<Session>('/api/v1/session'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return null;
    }
    throw error;
  }
}

function take(session: Session): Session {
  setCsrfToken(session.csrf_token);
  setServerZone(session.user.zone);
  const language = languageFrom(session.user.language);
  if (language && !isFirstTime(session)) {
    rememberLanguage(language);
    void changeLanguage(language);
  }
  return session;
}

const defaultLanguage = 'en';
const defaultZone = 'UTC';

// Nobody has chosen a language yet: the one of the log-in page stays until the password is changed,
// and then becomes the user's.
function isFirstTime({ user }: Session): boolean {
  return user.must_change_password && user.language === defaultLanguage;
}

// What nobody has chosen for the user yet becomes what is in use here: the language of the log-in page,
// the time zone of the browser.
function withChoicesHere(made: Session): Session {
  const { user } = made;
  const language = user.language === defaultLanguage ? currentLanguage() : user.language;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = user.zone === defaultZone && here ? here : user.zone;
  if (language === user.language && zone === user.zone) {
    return made;
  }
  setCsrfToken(made.csrf_token);
  api.put('/api/v1/session/profile', { language, zone }).catch(noticeError);
  return { ...made, user: { ...user, language, zone } };
}

function forget(client: QueryClient) {
  client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== sessionKey[0] });
  client.setQueryData(sessionKey, null);
}

export function App() {
  const client = useQueryClient();
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const [oneTime, setOneTime] = useState<string | undefined>();
  const router = useMemo(() => makeRouter(() => forget(client)), [client]);
  useEffect(() => {
    setSignedOutListener(() => {
      if (client.getQueryData(sessionKey)) {
        wasSignedIn = true;
        setOneTime(undefined);
        forget(client);
      }
    });
  }, [client]);
  if (session.isPending) {
    return null;
  }
  if (session.error) {
    return <ErrorBand error={session.error} onRetry={() => void session.refetch()} />;
  }
  // A one-time password is held until it is changed, in memory only, so that it is typed once.
  const onDone = (made: Session, typed?: string) => {
    setOneTime(made.user.must_change_password ? typed : undefined);
    client.setQueryData(sessionKey, take(made));
  };
  if (session.data === null) {
    return <Login onDone={onDone} isAgain={wasSignedIn} />;
  }
  if (session.data.user.must_change_password) {
    return <OwnPassword onDone={(made) => onDone(withChoicesHere(made))} typed={oneTime} />;
  }
  return (
    <SessionContext value={session.data}>
      <RouterProvider router={router} />
    </SessionContext>
  );
}

// The session ended under a page: the log-in says so.
let wasSignedIn = false;
