import { partnerLife } from '../../partners/index.ts';
import { shareWithDistributor } from './customer-access.write.ts';

/**
 * Gives a distributor access to the customers of its sub-distributors (domain §2), including those of a new
 * sub-distributor.
 */
export const distributorAccessEdges = [partnerLife.on(['enroll', 'setTier'], shareWithDistributor)];
