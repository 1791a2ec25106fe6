import { extend, page } from '../../platform/read/declare.ts';
import { partner } from '../partners/index.ts';
import { settlementBill } from './bill.read.ts';

/** The bills of a partner, for those who read bills. */
export const billLists = extend(partner, {
  relations: {
    bills: page(() => settlementBill, 'partnerId', 'Its settlement bills, newest first (对账单).'),
  },
});
