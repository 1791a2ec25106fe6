import { type Sql, sql } from '../../platform/sql/sql.ts';
import { CHANNELS, type ChannelRule, requiredChannels } from './channels.ts';

const textArray = (words: readonly string[]): Sql =>
  sql`${sql.literal(`{${words.join(',')}}`)}::text[]`;

/** SQL of the default channels for a role in a column. */
function defaultsOf({ channels, unless = {} }: ChannelRule, role: Sql): Sql {
  const cases = Object.entries(unless).map(
    ([one, own]) => sql`when ${sql.literal(one)} then ${textArray(own)}`,
  );
  if (cases.length === 0) return textArray(channels);
  return sql`case ${role} ${sql.join(cases, ' ')} else ${textArray(channels)} end`;
}

/**
 * Channels for a member and a kind, as an ordered `text[]`: the required ones, and those of the member's
 * choice (`chosen`: JSON array of the preference, or null) or else of the role.
 */
export const channelsInForce = (rule: ChannelRule, role: Sql, chosen: Sql): Sql => sql`array(
  select o.c from unnest(${textArray(Object.keys(CHANNELS))}) with ordinality o (c, n)
  where o.c = any(${textArray(requiredChannels(rule))})
    or case when ${chosen} is null then o.c = any(${defaultsOf(rule, role)}) else ${chosen} @> to_jsonb(o.c) end
  order by o.n)`;

/** Choice of a member for a kind; `p` is the member's preference, which may be absent. */
export const chosenFor = (kind: string): Sql =>
  sql`(${sql.raw('p.rules')} -> ${sql.literal(kind)})`;
