import { computed } from '../../platform/read/computed.ts';
import { extend } from '../../platform/read/declare.ts';
import { ROLES } from '../../platform/viewer.ts';
import { customer } from '../customers/index.ts';
import { businessFacts } from './customer-business.read.ts';
import { customerBusiness } from './customer-business.ts';
import { CustomerBusinessType } from './customer-business.type.ts';

/** The page of a customer for its partner: a customer's own account, prices and sales are no other side's. */
export const customerBusinessEdge = extend(customer, {
  fields: {
    business: {
      type: () => CustomerBusinessType,
      nullable: true,
      description:
        "Business of the viewer's organization with the customer (业务概况); null for the other sides.",
      source: computed.derived(
        computed.onlyFor((role) => ROLES[role] === 'partner', businessFacts, 'json'),
        customerBusiness,
      ),
    },
  },
});
