import type { ReactionEdge } from '../../platform/command/types.ts';
import { partnerLife } from '../partners/index.ts';
import { shareWithDistributor } from './customer-access.write.ts';

/**
 * Gives a distributor access to the customers of its sub-distributors (domain §2), including those of a new
 * sub-distributor.
 */
export const distributorAccessEdges: readonly ReactionEdge[] = [
  { on: partnerLife, events: ['enroll', 'setTier'], react: shareWithDistributor },
];
