import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, SpecificationEntity } from '../../catalog/index.ts';

/** Aliases of a discount or private offer and of its line in a query. */
interface Aliases {
  readonly grant: string;
  readonly line: string;
}

/** How a granted price ended before its time: REVOKED, UNUSABLE, or null. */
export const brokenHow = ({ grant, line }: Aliases): Sql =>
  sql.raw(
    `case when ${line}.state = 'UNUSABLE' then 'UNUSABLE' when ${grant}.status = 'REVOKED' then 'REVOKED' end`,
  );

/**
 * End of a granted price: its validity, or the time at which it was revoked, lost its customer, or its specification was
 * delisted. A price that ended so before it took effect never applied.
 */
export function grantEnd(aliases: Aliases): Sql {
  const [grant, line] = [sql.raw(aliases.grant), sql.raw(aliases.line)];
  const first = (events: readonly string[]): Sql =>
    sql`(select min(e.created_at) from ${sql.table(DomainEventEntity)} e
      where e.subject_id = ${grant}.id and e.event in (${sql.words(events)}))`;
  const delisted = sql`(select least(s.delisted_at, p.delisted_at) from ${sql.table(SpecificationEntity)} s
    join ${sql.table(ProductEntity)} p on p.id = s.product_id where s.id = ${line}.specification_id)`;
  const broken = sql`least(case when ${line}.state = 'UNUSABLE' then coalesce(${delisted}, ${first(['delist'])}) end,
    ${first(['revoke', 'unbind'])})`;
  return sql`(case when (${brokenHow(aliases)}) is null then ${grant}.valid_until
    when ${grant}.activated_at is null then ${grant}.valid_from
    else coalesce(${broken}, ${grant}.valid_from) end)`;
}
