/** Every cross-tenant question of the guards, in the order in which they are created. */
export const GUARD_FUNCTIONS: readonly string[] = [];
