import { bindingLife } from '../bindings/index.ts';
import { endWithBinding } from './unbound-authorizations.write.ts';

/** Ends customer-level authorizations with the customer's binding to the partner or, through a sub-distributor, to its distributor. */
export const unboundAuthorizationEdges = [
  bindingLife.on(['approveUnbind', 'dissociate'], endWithBinding),
];
