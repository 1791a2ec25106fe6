import { machine } from '../../platform/machine.ts';
import type { Role } from '../../platform/viewer.ts';

const seller = ['seller.manager', 'operator'] as const satisfies readonly Role[];

/**
 * A product is on sale until it is delisted, and again from its next listing. Discounts that delisting made unusable
 * stay so. Grants and orders keep their stamped terms when a product changes.
 */
export const productMachine = machine({
  type: 'Product',
  states: ['ON_SALE', 'DELISTED'],
  transitions: [
    { event: 'publish', from: [null], to: 'ON_SALE', by: [...seller, 'system'] },
    { event: 'revise', from: ['ON_SALE'], to: 'ON_SALE', by: seller },
    // A delisted product is corrected before it is listed again.
    { event: 'revise', from: ['DELISTED'], to: 'DELISTED', by: seller },
    { event: 'setSupportGroup', from: ['ON_SALE'], to: 'ON_SALE', by: ['seller.manager'] },
    // Orders of a delisted product still show it.
    { event: 'setSupportGroup', from: ['DELISTED'], to: 'DELISTED', by: ['seller.manager'] },
    { event: 'delist', from: ['ON_SALE'], to: 'DELISTED', by: [...seller, 'system'] },
    { event: 'relist', from: ['DELISTED'], to: 'ON_SALE', by: seller },
  ],
});

export const specificationMachine = machine({
  type: 'Specification',
  states: ['ON_SALE', 'DELISTED'],
  transitions: [
    { event: 'publish', from: [null], to: 'ON_SALE', by: [...seller, 'system'] },
    { event: 'reprice', from: ['ON_SALE'], to: 'ON_SALE', by: seller },
    { event: 'assignSkuCode', from: ['ON_SALE'], to: 'ON_SALE', by: seller },
    // Orders of a delisted specification are still reported.
    { event: 'assignSkuCode', from: ['DELISTED'], to: 'DELISTED', by: seller },
    { event: 'delist', from: ['ON_SALE'], to: 'DELISTED', by: [...seller, 'system'] },
    {
      event: 'relist',
      from: ['DELISTED'],
      to: 'ON_SALE',
      by: seller,
      guards: [{ code: 'SPECIFICATION_NOT_ALLOWED', when: 'isConsulting' }],
    },
  ],
});
