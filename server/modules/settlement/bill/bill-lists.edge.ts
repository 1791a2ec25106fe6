import { extend, relation } from '../../../platform/read/declare.ts';
import { partner } from '../../partners/index.ts';
import { settlementBill } from './bill.read.ts';

/** Bills of a partner, for the roles that may read bills. */
export const billLists = extend(partner, {
  relations: {
    bills: relation.page(
      () => settlementBill,
      'partnerId',
      'Settlement bills of the partner, newest first (对账单).',
    ),
  },
});
