// Keyboard shortcuts, by the key's place (event.code): with the Korean input method on, the letter
// of the J key is not "j". Nothing happens while a word is being composed or in a text field.
import { useEffect, useRef } from 'react';

export type Shortcut = {
  // 'KeyJ', 'Mod+KeyK', 'Shift+Slash', or two after each other: 'KeyG KeyO'.
  keys: string;
  // Also in text fields, e.g. Mod+Enter.
  inFields?: boolean;
  run: (event: KeyboardEvent) => void;
};

const sequenceMillis = 1_200;

export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
  }
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}

// "Mod+Shift+KeyK" of an event; Mod is Ctrl, or Command on a Mac.
export function chordOf(event: KeyboardEvent): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) {
    parts.push('Mod');
  }
  if (event.altKey) {
    parts.push('Alt');
  }
  if (event.shiftKey) {
    parts.push('Shift');
  }
  parts.push(event.code === 'NumpadEnter' ? 'Enter' : event.code);
  return parts.join('+');
}

let firstKey: { chord: string; at: number } | undefined;

function isInDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

// An open menu has its own keys: its Esc closes it, and must not leave the page too.
export function isInMenu(target: EventTarget | null): boolean {
  const menus = '[role="menu"], [role="dialog"]:not([aria-modal="true"])';
  return target instanceof Element && target.closest(menus) !== null;
}

type Layer = { shortcuts: readonly Shortcut[]; isDialog: boolean };
const layers: Layer[] = [];

function onKeyDown(event: KeyboardEvent) {
  // A list of choices takes Enter for itself, also with Ctrl: that one still confirms the form.
  const isTaken = event.defaultPrevented && !event.ctrlKey && !event.metaKey;
  if (event.isComposing || event.keyCode === 229 || isTaken) {
    return;
  }
  const chord = chordOf(event);
  const isField = isTextField(event.target) || isInMenu(event.target);
  const before = firstKey && Date.now() - firstKey.at < sequenceMillis ? firstKey.chord : undefined;
  firstKey = undefined;
  const isDialogOpen = isInDialog();
  let isBeginning = false;
  for (const layer of [...layers].reverse()) {
    if (isDialogOpen && !layer.isDialog) {
      continue;
    }
    for (const shortcut of layer.shortcuts) {
      if (isField && !shortcut.inFields) {
        continue;
      }
      if (shortcut.keys === chord || (before && shortcut.keys === `${before} ${chord}`)) {
        event.preventDefault();
        shortcut.run(event);
        return;
      }
      isBeginning ||= shortcut.keys.startsWith(`${chord} `);
    }
  }
  if (isBeginning) {
    firstKey = { chord, at: Date.now() };
  }
}

// The shortcuts count while the component is shown; those of the latest one first. While a dialog
// is open only shortcuts with `isDialog` count.
export function useShortcuts(shortcuts: readonly Shortcut[], options?: { isDialog?: boolean }) {
  const layer = useRef<Layer>({ shortcuts: [], isDialog: false });
  useEffect(() => {
    layer.current.shortcuts = shortcuts;
    layer.current.isDialog = options?.isDialog ?? false;
  });
  useEffect(() => {
    const own = layer.current;
    if (layers.length === 0) {
      document.addEventListener('keydown', onKeyDown);
    }
    layers.push(own);
    return () => {
      layers.splice(layers.indexOf(own), 1);
      if (layers.length === 0) {
        document.removeEventListener('keydown', onKeyDown);
      }
    };
  }, []);
}
