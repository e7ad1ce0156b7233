// Every part of Mantine that a file uses has its styles among those that are loaded.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const styles = readFileSync('src/mantine_styles.css', 'utf8');

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});

it('no part of Mantine is used without its styles', () => {
  const missing = Object.entries(sources).flatMap(([path, text]) =>
    [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]
      .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
      .filter((name) => existsSync(`node_modules/@mantine/core/styles/${name}.css`))
      .filter((name) => !styles.includes(`/${name}.css`))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});
