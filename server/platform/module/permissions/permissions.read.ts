import type { DomainModule } from '../../domain.ts';
import type { Declared, ValueRoot } from '../../read/declare.ts';
import { join, literal, type Sql, sql } from '../../sql/sql.ts';
import { ROLES, type Role, rolesOf } from '../../viewer.ts';
import { PermissionType } from './permissions.type.ts';

/** What roles may do at all: the same for everybody of a side. */
export const permissionsRoot: ValueRoot = {
  name: 'permissions',
  description:
    'What each role on the side of the viewer may do at all, as every request is checked by it; what an object allows now is in its viewerActions.',
  type: () => [PermissionType],
  roles: rolesOf('partner', 'seller', 'operator'),
  value: (_v, role, declared) => {
    const own = (roles: readonly Role[]) => roles.filter((one) => ROLES[one] === ROLES[role]);
    const permissions = declared.modules
      .flatMap((module) => permissionsOf(module, declared))
      .map((permission) => ({ ...permission, roles: own(permission.roles) }))
      .filter(({ roles }) => roles.length > 0);
    return sql`${literal(JSON.stringify(permissions))}::json`;
  },
};

/** What a module declares: its types that have a list, and its commands. */
function permissionsOf(
  { name: module, reads = [], commands = [] }: DomainModule,
  declared: Declared,
): (Omit<PermissionType, 'roles'> & { roles: readonly Role[] })[] {
  return [
    ...reads
      .map((one) => declared.model(one))
      .filter((model) => model.reads.spec.roots)
      .map(({ name, roles }) => ({ module, name, writes: false, roles })),
    ...commands.map(({ name, roles }) => ({ module, name, writes: true, roles })),
  ];
}

/** JSON of what an organization may not do whatever its member's role: mutation → code, null where it may. */
export const refusedToOrganization = (orgId: Sql, { commands }: Declared): Sql =>
  sql`json_build_object(${join(
    [...commands.values()].flatMap(({ name, organizationGuard: guard }) =>
      guard
        ? [sql`${literal(name)}, case when ${guard.when(orgId)} then ${literal(guard.code)} end`]
        : [],
    ),
    ', ',
  )})`;

/** Names of what a role may do at all: the types that it may list, the commands that it may call. */
export const permittedTo = (role: Role, declared: Declared): string[] =>
  declared.modules
    .flatMap((module) => permissionsOf(module, declared))
    .filter(({ roles }) => roles.includes(role))
    .map(({ name }) => name);
