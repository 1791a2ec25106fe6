import { measure } from '../../../platform/read/measures.ts';
import { report } from '../../../platform/read/report/declare.ts';
import { dimension } from '../../../platform/read/report/dimensions.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { paymentAuthorization } from './authorization.read.ts';
import { PaymentAuthorizationStatusEnum } from './authorization.type.ts';

/** Payment authorizations by state and parties, with the sums of their list. */
export const paymentAuthorizationReport = report({
  name: 'paymentAuthorizationReport',
  description: 'Payment authorizations (授权付款) by month, state, seller, partner and product.',
  over: paymentAuthorization,
  dimensions: {
    period: dimension.column('period', scalar.month, 'Month of the bill.'),
    status: dimension.column('status', PaymentAuthorizationStatusEnum, 'State.'),
    seller: dimension.refersTo(() => organization, 'sellerId', 'Seller who authorizes.'),
    partner: dimension.refersTo(() => partner, 'partnerId', 'Partner who earns the share.'),
    product: dimension.refersTo(() => product, 'productId', 'Product.'),
  },
  filters: ['status', 'period', 'sellerId', 'partnerId', 'productId', 'isFlagged'],
  sums: ['amount'],
  measures: {
    authorizationCount: measure.count('Number of authorizations.'),
    flaggedCount: measure.count<'isFlagged'>(
      'Number that were not decided in time.',
      (d) => sql`${d.isFlagged}::int`,
    ),
  },
});
