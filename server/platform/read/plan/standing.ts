import { Sql, type SqlPart } from '../../sql/sql.ts';
import { ROLES } from '../../viewer.ts';
import type { Standing } from './plan.ts';

/**
 * Pass: what the statement's viewers have in common becomes a constant, so that PostgreSQL drops the
 * branches of other sides when it plans. Who they are stays a parameter.
 */
export function specialize(fragment: Sql, { role, hasMember, hasSubject }: Standing): Sql {
  const constant: Readonly<Record<string, string | undefined>> = {
    side: `'${ROLES[role]}'`,
    role: `'${role}'`,
    memberId: hasMember ? undefined : 'null',
    subjectId: hasSubject ? undefined : 'null',
  };
  return new Sql(
    fragment.parts.map((part): SqlPart => {
      const text = 'viewer' in part ? constant[part.viewer] : undefined;
      return text === undefined ? part : { text };
    }),
  );
}
