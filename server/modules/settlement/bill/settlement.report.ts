import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { partner } from '../../partners/index.ts';
import { settlementBill } from './bill.read.ts';
import { BillStatusEnum } from './bill.type.ts';

/** Settlement bills by month, state and partner, with the sums of their list. */
export const settlementReport = report({
  name: 'settlementReport',
  description: 'Settlement bills (对账单) by month, state and partner.',
  over: settlementBill,
  dimensions: {
    period: dimension.column('period', scalar.month, 'Month of the bill.'),
    status: dimension.column('status', BillStatusEnum, 'State of the bill.'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner whose earnings they are.'),
  },
  filters: ['period', 'status', 'partnerId'],
  sums: ['gross', 'net', 'tax', 'carriedIn'],
  measures: { billCount: measure.count('Number of bills.') },
  views: { bills_by_month: ['period', 'status', 'partner'] },
});
