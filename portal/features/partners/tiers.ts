/** Tiers, from the outermost to the innermost. */
export const TIERS = ['SOLUTION_PROVIDER', 'DISTRIBUTOR', 'SUB_DISTRIBUTOR'] as const;
