import type { ValueRoot } from '../../read/declare.ts';
import { sql } from '../../sql/sql.ts';
import { Role } from '../../viewer.ts';
import { PermissionType } from './permissions.type.ts';

/** Rights of the roles of the viewer's side. */
export const permissionsRoot: ValueRoot = {
  name: 'permissions',
  description:
    "Rights of each role of the viewer's side; every request is checked against them. `viewerActions` of an object shows what its state allows.",
  type: () => [PermissionType],
  roles: Role.of('partner', 'seller', 'operator'),
  value: (_v, role, declared) => {
    const own = (roles: readonly Role[]) =>
      roles.filter((one) => Role.sideOf(one) === Role.sideOf(role));
    const permissions = declared.permissions
      .map(({ module, name, writes, roles }) => ({
        module,
        name,
        writes,
        roles: own(roles).map(Role.word),
      }))
      .filter(({ roles }) => roles.length > 0);
    return sql`${sql.literal(JSON.stringify(permissions))}::json`;
  },
};
