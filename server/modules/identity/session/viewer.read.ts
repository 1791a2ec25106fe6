import type { ValueRoot } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { ViewerType } from './viewer.type.ts';

/** Viewer of a request. All fields except the name are the same for everyone with the role. */
export const viewerRoot: ValueRoot = {
  name: 'viewer',
  description: 'Viewer of this request, with the rights of their role.',
  type: () => ViewerType,
  roles: Role.of('partner', 'seller', 'operator', 'customer', 'reporting'),
  value: (v, role, { permissions }) => {
    const mutations = permissions
      .filter(({ writes, roles }) => writes && roles.includes(role))
      .map(({ name }) => name)
      .sort();
    return sql.object({
      name: v.actorName,
      role: sql.literal(Role.word(role)),
      side: sql.literal(Role.sideOf(role).toUpperCase()),
      mutations: sql`${sql.literal(JSON.stringify(mutations))}::json`,
    });
  },
};
