import { expect, it } from '@jest/globals';
import { ALL, assignedTo, BY_ACCESS, declareParties } from './parties.ts';

it('refuses a party with neither a column nor a condition, which would have no limit', () => {
  expect(() => declareParties({ seller: { roles: ['seller.manager'] } })).toThrow(
    'The part of the seller names neither a column nor `also`',
  );
  expect(() => declareParties({ operator: { narrow: () => ALL } } as never)).toThrow('operator');
});

it('refuses states without a column, which would limit nothing', () => {
  expect(() =>
    declareParties({ seller: { also: ALL, notIn: { status: ['DRAFT'] } } } as never),
  ).toThrow('The states of the seller count for its column only');
});

it('refuses a limit of representatives that does not fit the rows of their partner', () => {
  const refused = 'Representatives see rows by access exactly if their partner does';
  expect(() => declareParties({ partner: 'partnerId', rep: BY_ACCESS } as never)).toThrow(refused);
  expect(() =>
    declareParties({ partner: BY_ACCESS, rep: assignedTo('customerId') } as never),
  ).toThrow(refused);
  expect(() => declareParties({ partner: BY_ACCESS, rep: BY_ACCESS })).not.toThrow();
});
