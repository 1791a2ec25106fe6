import type { AuthChecker } from 'type-graphql';
import { PublicError } from '../errors.ts';
import { Role, type Viewer } from '../viewer.ts';

/**
 * Gate 1: a root field runs only for the roles of its `@Access`. Throws UNAUTHENTICATED or FORBIDDEN.
 * type-graphql keeps one list of decorated fields per process, so each `buildSchema` needs it.
 */
export const authChecker: AuthChecker<{ readonly viewer?: Viewer | null }, Role> = (
  { context: { viewer } },
  roles,
) => {
  if (!viewer) throw PublicError.unauthenticated();
  if (!roles.includes(viewer.role)) throw refusedTo(viewer, roles);
  return true;
};

/** A FORBIDDEN error that names the permitted roles of the viewer's side, but no roles of other sides. */
function refusedTo({ side }: Viewer, roles: readonly Role[]): PublicError {
  const colleagues = roles.filter((role) => Role.sideOf(role) === side);
  return PublicError.forbidden(
    undefined,
    colleagues.length > 0 ? { roles: colleagues.map(Role.word) } : undefined,
  );
}
