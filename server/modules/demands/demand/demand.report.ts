import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { product } from '../../catalog/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import type { DemandState } from './demand.machine.ts';
import { customerDemand } from './demand.read.ts';
import { CustomerDemandStatusEnum } from './demand.type.ts';

const inState =
  (state: DemandState) =>
  (d: Columns<'status'>): Sql =>
    sql`(${d.status} = ${sql.literal(state)})::int`;

/** Submitted demands by their outcome, for every party. */
export const demandReport = report({
  name: 'demandReport',
  description:
    'Submitted customer demands by state, seller, partner and product, with those that led to an offer (客户需求转化).',
  over: customerDemand,
  roles: Role.of('partner', 'seller', 'operator', 'reporting'),
  rows: (d) => sql`${d.submittedAt} is not null`,
  time: 'submittedAt',
  dimensions: {
    status: dimension.column('status', CustomerDemandStatusEnum, 'State of the demand.'),
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller of the product (商家).'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner that submitted it.'),
    product: dimension.refersTo(() => product, 'productId', 'Product of the demand.'),
  },
  filters: ['partnerId', 'sellerId', 'productId', 'status'],
  measures: {
    demandCount: measure.count('Number of submitted demands.'),
    convertedCount: measure.count(
      'Number of demands that led to a private offer.',
      inState('CONVERTED'),
    ),
    lapsedCount: measure.count(
      'Number of demands that the seller did not receive in time.',
      inState('AUTO_REJECTED'),
    ),
    expectedAmount: measure.sum('expectedAmountMinor', 'Sum of the expected amounts, where known.'),
  },
  views: { demands_by_month: ['month', 'seller', 'status'] },
});
