import { Sql, type SqlPart } from '../../sql/sql.ts';
import { Role } from '../../viewer.ts';
import type { ViewerTraits } from './plan.ts';

/**
 * Pass: replaces the traits that all viewers of the statement share by constants, so that PostgreSQL drops the
 * branches of other sides when it plans. The viewer's ids remain parameters.
 */
export function specialize(fragment: Sql, { role, hasMember, hasSubject }: ViewerTraits): Sql {
  const constant: Readonly<Record<string, string | undefined>> = {
    side: `'${Role.sideOf(role)}'`,
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
