// Where the focus goes when what had it goes away: back to what opened it, so that nobody who works
// by keyboard begins at the top of the page again.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

// What an entry of a menu stands for: the menu's button, since the entry goes away with its menu.
export function openerOf(element: Element | null): HTMLElement | undefined {
  const button = element?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const found = button ? document.getElementById(button) : element;
  return found instanceof HTMLElement && found !== document.body ? found : undefined;
}

// Nothing has the focus: what had it is gone. A later owner of the focus keeps it.
function giveBack(to: HTMLElement | undefined, isLost = false) {
  const { activeElement } = document;
  if (to?.isConnected && (isLost || activeElement === null || activeElement === document.body)) {
    to.focus();
  }
}

// For what takes the focus while it is shown, such as a drawer.
export function useFocusBack() {
  const [opener] = useState(() => openerOf(document.activeElement));
  useEffect(() => () => void setTimeout(() => giveBack(opener)), [opener]);
}

const fields =
  'input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)';

// Of a form that names no other field: one begins to type in the first, not on the button that closes
// the drawer. Set before the drawer looks for it.
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (!form.current?.querySelector('[data-autofocus]')) {
      form.current?.querySelector(fields)?.setAttribute('data-autofocus', 'true');
    }
  }, []);
  return form;
}

// After the kit's own try, which remembers what had the focus when the menu was open already.
const menuClosesMillis = 30;

// For a menu: its button, and what it does when it closes.
export function useMenuFocus(): {
  target: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
} {
  const target = useRef<HTMLButtonElement>(null);
  const onClose = () =>
    void setTimeout(() => {
      const button = target.current ?? undefined;
      const menu = document.activeElement?.closest('[role=menu], [role=dialog]');
      // It fades away with the focus in it.
      const isInMenu = menu?.getAttribute('aria-labelledby') === button?.id;
      giveBack(button, isInMenu);
    }, menuClosesMillis);
  return { target, onClose };
}
