import { computed } from '../../platform/read/computed.ts';
import { extend } from '../../platform/read/declare.ts';
import { sight, visibleTo } from '../../platform/read/visible.ts';
import { customer } from '../customers/index.ts';
import { businessFacts, coverageFacts } from './customer-business.read.ts';
import { customerBusiness, customerCoverage } from './customer-business.ts';
import { CustomerBusinessType, ProductCoverageType } from './customer-business.type.ts';

/** The page of a customer for its partner: a customer's own account, prices and sales are no other side's. */
export const customerBusinessEdge = extend(customer, {
  fields: {
    business: {
      type: () => CustomerBusinessType,
      nullable: true,
      description:
        "Business of the viewer's organization with the customer (业务概况); null for the other sides.",
      source: computed.derived(
        visibleTo(sight.of('partner'), businessFacts, 'json'),
        customerBusiness,
      ),
    },
    coverage: {
      type: () => [ProductCoverageType],
      nullable: true,
      description:
        "Products that the viewer's organization may offer to the customer, with authorizations, prices and sales: those that the customer uses first (价格与覆盖); null for the other sides.",
      source: computed.derived(
        visibleTo(sight.of('partner'), coverageFacts, 'json'),
        customerCoverage,
      ),
    },
  },
});
