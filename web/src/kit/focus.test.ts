import { cleanup, render, waitFor } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { openerOf, useFirstField, useFocusBack } from './focus';

function Form() {
  useFocusBack();
  return createElement('input', { autoFocus: true });
}

function button(id: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.id = id;
  document.body.append(made);
  return made;
}

function Fields({ named }: { named: boolean }) {
  return createElement(
    'form',
    { ref: useFirstField() },
    createElement('input', { type: 'hidden' }),
    createElement('input', { id: 'first' }),
    createElement('input', { id: 'second', 'data-autofocus': named || undefined }),
  );
}

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});

describe('the focus', () => {
  it('goes back to what opened a form', async () => {
    const opener = button('hold');
    opener.focus();
    const form = render(createElement(Form));
    expect(document.activeElement?.tagName).toBe('INPUT');
    form.unmount();
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });
  it('stays with whom it was given meanwhile', async () => {
    button('hold').focus();
    const form = render(createElement(Form));
    form.unmount();
    const next = button('next');
    next.focus();
    await new Promise((done) => setTimeout(done, 20));
    expect(document.activeElement).toBe(next);
  });
  it('begins in the first field, unless the form names another', () => {
    const chosen = () => [...document.querySelectorAll('[data-autofocus]')].map(({ id }) => id);
    const form = render(createElement(Fields, { named: false }));
    expect(chosen()).toEqual(['first']);
    form.unmount();
    render(createElement(Fields, { named: true }));
    expect(chosen()).toEqual(['second']);
  });
  it('of an entry of a menu goes back to the button of the menu', () => {
    const more = button('more');
    const menu = document.createElement('div');
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-labelledby', 'more');
    const entry = menu.appendChild(document.createElement('button'));
    document.body.append(menu);
    expect(openerOf(entry)).toBe(more);
    expect(openerOf(document.body)).toBeUndefined();
  });
});
