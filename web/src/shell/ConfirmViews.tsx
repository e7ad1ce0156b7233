// Whoever has seen as many addresses as he may within an hour says by his password, or a code, that
// he goes on; then the page goes on where it stopped. It listens from the first page on; the dialog
// is loaded when it is needed.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { setViewsConfirmer } from '../api/client';
import type { ApiError } from '../api/errors';

export type Asked = { wanted: number; limit: number; seen: number };

const Dialog = lazy(() => import('./ConfirmViewsDialog'));

function readAsked({ body }: ApiError): Asked {
  const number = (name: string) => Number(body.params?.[name] ?? 0);
  return {
    wanted: number('wanted') - number('left'),
    limit: number('limit'),
    seen: number('seen'),
  };
}

export function ConfirmViews() {
  const [asked, setAsked] = useState<Asked>();
  const waiting = useRef<{ promise: Promise<boolean>; end: (goesOn: boolean) => void }>(undefined);
  useEffect(() => {
    setViewsConfirmer((refusal) => {
      if (!waiting.current) {
        let end: (goesOn: boolean) => void = () => undefined;
        const promise = new Promise<boolean>((done) => {
          end = done;
        });
        waiting.current = { promise, end };
        setAsked(readAsked(refusal));
      }
      return waiting.current.promise;
    });
    return () => setViewsConfirmer(async () => false);
  }, []);
  const end = (goesOn: boolean) => {
    setAsked(undefined);
    waiting.current?.end(goesOn);
    waiting.current = undefined;
  };
  return <Suspense>{asked && <Dialog asked={asked} onEnd={end} />}</Suspense>;
}
