// What a right covers.
import { expect, test } from 'vitest';
import { coveredBy } from './ResourceTree';

const resources = [
  ['all', null],
  ['sales', 'all'],
  ['orders', 'sales'],
  ['hold', 'orders'],
  ['system', 'all'],
].map(([id, parent]) => ({ id: id ?? '', parent: parent ?? null, title: '', is_held: true }));

test('a right covers all that is below it, and nothing above or beside', () => {
  expect([...coveredBy(resources, ['sales'])].sort()).toEqual(['hold', 'orders', 'sales']);
  expect(coveredBy(resources, ['all']).size).toBe(resources.length);
  expect([...coveredBy(resources, ['hold'])]).toEqual(['hold']);
  expect(coveredBy(resources, []).size).toBe(0);
});
