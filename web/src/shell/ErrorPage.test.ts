import { describe, expect, it } from 'vitest';
import { isNotLoaded } from './ErrorPage';

describe('a page that breaks', () => {
  it('is told from one whose code did not come, in the words of each browser', () => {
    const words = [
      'Failed to fetch dynamically imported module: https://x/admin/assets/a.js',
      'error loading dynamically imported module: https://x/admin/assets/a.js',
      'Importing a module script failed.',
    ];
    expect(words.every((word) => isNotLoaded(new Error(word)))).toBe(true);
    expect(isNotLoaded(new Error("Cannot read properties of undefined (reading 'id')"))).toBe(
      false,
    );
  });
});
