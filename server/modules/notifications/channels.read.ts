import { join, literal, raw, type Sql, sql } from '../../platform/sql/sql.ts';
import { CHANNELS, type ChannelRule, requiredChannels } from './channels.ts';

const textArray = (words: readonly string[]): Sql =>
  sql`${literal(`{${words.join(',')}}`)}::text[]`;

/** The same defaults for a role that only the row knows. */
function defaultsOf({ channels, unless = {} }: ChannelRule, role: Sql): Sql {
  const cases = Object.entries(unless).map(
    ([one, own]) => sql`when ${literal(one)} then ${textArray(own)}`,
  );
  if (cases.length === 0) return textArray(channels);
  return sql`case ${role} ${join(cases, ' ')} else ${textArray(channels)} end`;
}

/**
 * The channels by which a member is told of a kind, as a `text[]` in their order: what is required, and what
 * the member chose (`chosen`: the preference's JSON array of that kind, or null) or else the role has.
 */
export const channelsInForce = (rule: ChannelRule, role: Sql, chosen: Sql): Sql => sql`array(
  select o.c from unnest(${textArray(Object.keys(CHANNELS))}) with ordinality o (c, n)
  where o.c = any(${textArray(requiredChannels(rule))})
    or case when ${chosen} is null then o.c = any(${defaultsOf(rule, role)}) else ${chosen} @> to_jsonb(o.c) end
  order by o.n)`;

/** What a member chose for a kind; `p` is the member's preference, which may be missing. */
export const chosenFor = (kind: string): Sql => sql`(${raw('p.rules')} -> ${literal(kind)})`;
