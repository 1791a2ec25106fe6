import { machine } from '../../platform/machine.ts';

const delisting = {
  states: ['ON_SALE', 'DELISTED'],
  transitions: [
    { event: 'publish', from: [null], to: 'ON_SALE', by: ['seller.manager', 'operator', 'system'] },
    {
      event: 'delist',
      from: ['ON_SALE'],
      to: 'DELISTED',
      by: ['seller.manager', 'operator', 'system'],
    },
  ],
} as const;

/** A product is on sale until it is delisted. Delisting is final: a product that returns is a new one. */
export const productMachine = machine({ type: 'Product', ...delisting });

export const specificationMachine = machine({ type: 'Specification', ...delisting });
