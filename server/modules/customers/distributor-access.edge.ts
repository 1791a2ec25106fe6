import type { ReactionEdge } from '../../platform/command/types.ts';
import { partnerLife } from '../partners/index.ts';
import { shareWithDistributor } from './customer-access.write.ts';

/** A distributor knows the customers of its sub-distributors (domain §2), those of a partner that just became one, too. */
export const distributorAccessEdges: readonly ReactionEdge[] = [
  { on: partnerLife, events: ['enroll', 'setTier'], react: shareWithDistributor },
];
