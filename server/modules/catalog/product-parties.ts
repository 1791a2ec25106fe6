import { ALL, type PartiesOf } from '../../platform/db/parties.ts';
import { viewerInProgramme } from '../partners/index.ts';

/** Products, and the support groups that they name, are visible to the same viewers. */
export const productParties: PartiesOf<{ sellerId: unknown }> = {
  // Partners of the programme see the whole catalog, delisted products too: old discounts still name them.
  partner: { also: () => viewerInProgramme },
  rep: ALL,
  seller: 'sellerId',
  // The marketplace shows its products to customers; shares and floors are not for them.
  customer: ALL,
  link: ALL,
  operator: ALL,
};
