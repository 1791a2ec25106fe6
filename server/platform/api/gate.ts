import type { AuthChecker } from 'type-graphql';
import { forbidden, type PublicError, unauthenticated } from '../errors.ts';
import { ROLES, type Role, type Viewer } from '../viewer.ts';

/**
 * Gate 1: a root field runs for the roles that its `@Access` names. Throws UNAUTHENTICATED or FORBIDDEN.
 * type-graphql keeps one list of decorated fields per process, so each `buildSchema` needs it.
 */
export const authChecker: AuthChecker<{ readonly viewer?: Viewer | null }, Role> = (
  { context: { viewer } },
  roles,
) => {
  if (!viewer) throw unauthenticated();
  if (!roles.includes(viewer.role)) throw refusedTo(viewer, roles);
  return true;
};

/** Names the colleagues who may, as `permissions` does; other sides' roles stay unnamed. */
function refusedTo({ side }: Viewer, roles: readonly Role[]): PublicError {
  const colleagues = roles.filter((role) => ROLES[role] === side);
  return forbidden(undefined, colleagues.length > 0 ? { roles: colleagues } : undefined);
}
