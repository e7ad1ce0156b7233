import { expect, it } from 'vitest';
import { placeOf } from './AllowedPage';

it('a path belongs to the nearest place', () => {
  expect(placeOf('/settings/users/7')?.resource).toBe('Orderyard::users');
  expect(placeOf('/admin/pack')?.resource).toBe('Magento_Sales::ship');
  expect(placeOf('/settings')?.resource).toBeUndefined();
  expect(placeOf('/ordersome')).toBeUndefined();
});
