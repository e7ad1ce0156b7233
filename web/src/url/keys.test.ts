import { cleanup, render } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chordOf, isTextField, type Shortcut, useShortcuts } from './keys';

function press(
  code: string,
  more: KeyboardEventInit & { keyCode?: number } = {},
  target?: Element,
) {
  const event = new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more });
  (target ?? document.body).dispatchEvent(event);
  return event;
}

function Listening({ shortcuts, isDialog }: { shortcuts: Shortcut[]; isDialog?: boolean }) {
  useShortcuts(shortcuts, { isDialog: isDialog ?? false });
  return null;
}

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});

function listen(keys: string, more: Partial<Shortcut> = {}, isDialog = false) {
  const run = vi.fn();
  render(createElement(Listening, { shortcuts: [{ keys, run, ...more }], isDialog }));
  return run;
}

describe('shortcuts', () => {
  it('go by the place of the key, whatever letter the keyboard writes there', () => {
    const run = listen('KeyJ');
    press('KeyJ', { key: 'ㅓ' });
    expect(run).toHaveBeenCalledTimes(1);
  });
  it('do nothing while a syllable is being composed', () => {
    const run = listen('KeyJ');
    press('KeyJ', { isComposing: true });
    expect(run).not.toHaveBeenCalled();
  });
  it('leave text fields alone unless they are for them', () => {
    const input = document.createElement('input');
    document.body.append(input);
    const inLists = listen('KeyX');
    const everywhere = listen('Mod+KeyK', { inFields: true });
    press('KeyX', {}, input);
    press('KeyK', { ctrlKey: true }, input);
    expect(inLists).not.toHaveBeenCalled();
    expect(everywhere).toHaveBeenCalledTimes(1);
  });
  it('may be two keys after each other', () => {
    const run = listen('KeyG KeyO');
    press('KeyO');
    expect(run).not.toHaveBeenCalled();
    press('KeyG');
    press('KeyO');
    expect(run).toHaveBeenCalledTimes(1);
  });
  it('of the page are silent while a dialog is open', () => {
    const onPage = listen('KeyE');
    const inDialog = listen('Mod+Enter', { inFields: true }, true);
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-modal', 'true');
    document.body.append(dialog);
    press('KeyE');
    press('Enter', { ctrlKey: true });
    expect(onPage).not.toHaveBeenCalled();
    expect(inDialog).toHaveBeenCalledTimes(1);
  });
  it('of the page are silent in an open menu, whose Esc only closes it', () => {
    const leave = listen('Escape');
    const search = listen('Mod+KeyK', { inFields: true });
    const menu = document.createElement('div');
    menu.setAttribute('role', 'menu');
    const entry = menu.appendChild(document.createElement('button'));
    document.body.append(menu);
    press('Escape', {}, entry);
    expect(leave).not.toHaveBeenCalled();
    press('KeyK', { ctrlKey: true }, entry);
    expect(search).toHaveBeenCalledTimes(1);
    press('Escape');
    expect(leave).toHaveBeenCalledTimes(1);
  });
  it('of what is shown last come first', () => {
    const page = listen('Escape');
    const bar = listen('Escape');
    press('Escape');
    expect(bar).toHaveBeenCalledTimes(1);
    expect(page).not.toHaveBeenCalled();
  });
});

describe('chords', () => {
  it('name the modifiers in one order', () => {
    const event = new KeyboardEvent('keydown', { code: 'KeyC', shiftKey: true, metaKey: true });
    expect(chordOf(event)).toBe('Mod+Shift+KeyC');
  });
  it('checkboxes are no text fields', () => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    expect(isTextField(box)).toBe(false);
    expect(isTextField(document.createElement('textarea'))).toBe(true);
  });
});
