// The keys of every list: see shell/KeyList for what people are told of them.
import { type Shortcut, useShortcuts } from '../url/keys';

type Keys = {
  move: (by: number) => void;
  rowCount: number;
  open: () => void;
  search: () => void;
  togglePanel: () => void;
  nextPage: () => void;
  previousPage: () => void;
  // undefined: nothing can be selected.
  toggle: (() => void) | undefined;
  togglePage: () => void;
};

// Enter on a link or a button is its own.
function focusedControl(): HTMLElement | null {
  const focused = document.activeElement;
  const isControl = focused?.matches('a, button, select, summary') ?? false;
  return isControl ? (focused as HTMLElement) : null;
}

export function useGridKeys(keys: Keys) {
  const select: Shortcut[] = keys.toggle
    ? [
        { keys: 'KeyX', run: keys.toggle },
        { keys: 'Shift+KeyX', run: keys.togglePage },
      ]
    : [];
  useShortcuts([
    { keys: 'KeyJ', run: () => keys.move(1) },
    { keys: 'KeyK', run: () => keys.move(-1) },
    { keys: 'ArrowDown', run: () => keys.move(1) },
    { keys: 'ArrowUp', run: () => keys.move(-1) },
    { keys: 'Home', run: () => keys.move(-keys.rowCount) },
    { keys: 'End', run: () => keys.move(keys.rowCount) },
    { keys: 'KeyO', run: keys.open },
    {
      keys: 'Enter',
      run: () => {
        const control = focusedControl();
        if (control) {
          control.click();
        } else {
          keys.open();
        }
      },
    },
    { keys: 'Slash', run: keys.search },
    { keys: 'KeyF', run: keys.togglePanel },
    { keys: 'BracketRight', run: keys.nextPage },
    { keys: 'BracketLeft', run: keys.previousPage },
    ...select,
  ]);
}
