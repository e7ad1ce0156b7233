import { describe, expect, it } from 'vitest';
import { mayUse } from './session';

describe('rights', () => {
  it('count for all that lies below', () => {
    expect(mayUse(['Magento_Sales::actions'], 'Magento_Sales::ship')).toBe(true);
    expect(mayUse(['Magento_Sales::sales'], 'Orderyard::invoices_view')).toBe(true);
    expect(mayUse(['Magento_Backend::all'], 'Orderyard::audit')).toBe(true);
  });
  it('do not count upwards or sideways', () => {
    expect(mayUse(['Magento_Sales::ship'], 'Magento_Sales::actions')).toBe(false);
    expect(mayUse(['Magento_Sales::ship'], 'Magento_Sales::cancel')).toBe(false);
    expect(mayUse([], 'Orderyard::bulk')).toBe(false);
  });
  it('to what nobody knows are for those with all', () => {
    expect(mayUse(['Magento_Sales::sales'], 'Somebody::else')).toBe(false);
    expect(mayUse(['Magento_Backend::all'], 'Somebody::else')).toBe(true);
  });
});
