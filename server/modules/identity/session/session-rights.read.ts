import type { CommandDeps } from '../../../platform/command/types.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Role } from '../../../platform/viewer.ts';

type Rights = Pick<CommandDeps['domain'], 'permissions'>;

/** SQL for the JSON of an organization's refused mutations: mutation → code, or null if allowed. */
export const refusedToOrganization = (orgId: Sql, { permissions }: Rights): Sql =>
  sql`json_build_object(${sql.join(
    permissions.flatMap(({ name, organizationGuard: guard }) =>
      guard
        ? [
            sql`${sql.literal(name)}, case when ${guard.when(orgId)} then ${sql.literal(guard.code)} end`,
          ]
        : [],
    ),
    ', ',
  )})`;

/** Names of a role's rights: the types that it may list and the commands that it may call. */
export const permittedTo = (role: Role, { permissions }: Rights): string[] =>
  permissions.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
