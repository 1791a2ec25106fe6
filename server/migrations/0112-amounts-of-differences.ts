import { Migration } from '@mikro-orm/migrations';

/** A charge was the text `deal / cash · months`, and the amount of an order was fen without a unit. */
const AMOUNTS = String.raw`
  with parsed as (
    select id, d.ours, d.theirs, regexp_match(d.ours, '^(\S+) / (\S+) · (.*)$') as o, regexp_match(d.theirs, '^(\S+) / (\S+) · (.*)$') as t
    from difference d where field = 'charge'
  ), chosen as (
    select *, case when o[2] is not distinct from t[2] then 1 else 2 end as part from parsed
    where (ours is null or o is not null) and (theirs is null or t is not null)
  )
  update difference d set ours = o[3], theirs = t[3],
    ours_minor = (o[part]::numeric * 100)::bigint, theirs_minor = (t[part]::numeric * 100)::bigint
  from chosen c where c.id = d.id`;
const ORDER_AMOUNTS = String.raw`
  update difference set ours_minor = ours::bigint, theirs_minor = theirs::bigint,
    ours = to_char(ours::numeric / 100, 'FM999999999999990.00'), theirs = to_char(theirs::numeric / 100, 'FM999999999999990.00')
  where difference_class = 'ORDER_AMOUNT' and ours ~ '^-?\d+$' and theirs ~ '^-?\d+$'`;

export class AmountsOfDifferences extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "difference" add "ours_minor" bigint null, add "theirs_minor" bigint null`,
    );
    this.addSql(AMOUNTS);
    this.addSql(ORDER_AMOUNTS);
  }
}
