import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { type ChannelRule, offeredChannels, requiredChannels } from './channels.ts';

const textArray = (words: readonly string[]): Sql =>
  sql`${sql.literal(`{${words.join(',')}}`)}::text[]`;

/** SQL of the default channels for a role in a column. */
function defaultsOf({ channels, sms, unless = {} }: ChannelRule, role: Sql): Sql {
  const bySms = sms ? ['SMS'] : [];
  const cases = Object.entries(unless).map(
    ([one, own]) => sql`when ${sql.literal(one)} then ${textArray([...own, ...bySms])}`,
  );
  const others = textArray([...channels, ...bySms]);
  return cases.length === 0 ? others : sql`case ${role} ${sql.join(cases, ' ')} else ${others} end`;
}

/** The member whose channels are determined. */
export interface Chooser {
  /** A role in a column. */
  readonly role: Sql;
  /** Whether the member has a verified mobile number. */
  readonly hasNumber: Sql;
}

/** Those channels of a kind, as an ordered `text[]`, for which a condition on `o.c` holds. */
const those = (rule: ChannelRule, hasNumber: Sql, condition: Sql): Sql => sql`array(
  select o.c from unnest(${textArray(offeredChannels(rule))}) with ordinality o (c, n)
  where (${condition})${rule.sms ? sql` and (o.c <> 'SMS' or ${hasNumber})` : sql``}
  order by o.n)`;

/** Channels that a member can choose for a kind. */
export const channelsOffered = (rule: ChannelRule, { hasNumber }: Chooser): Sql =>
  those(rule, hasNumber, sql`true`);

/** Channels of a kind for a member who chose none. */
export const channelsByDefault = (rule: ChannelRule, { role, hasNumber }: Chooser): Sql =>
  those(rule, hasNumber, sql`o.c = any(${defaultsOf(rule, role)})`);

/**
 * Channels for a member and a kind: the required ones, and those of the member's choice (`chosen`: JSON array of the
 * preference, or null) or else of the role.
 */
export const channelsInForce = (
  rule: ChannelRule,
  { role, hasNumber }: Chooser,
  chosen: Sql,
): Sql =>
  those(
    rule,
    hasNumber,
    sql`o.c = any(${textArray(requiredChannels(rule))})
    or case when ${chosen} is null then o.c = any(${defaultsOf(rule, role)}) else ${chosen} @> to_jsonb(o.c) end`,
  );

/** Choice of a member for a kind; `p` is the member's preference, which may be absent. */
export const chosenFor = (kind: string): Sql =>
  sql`(${sql.raw('p.rules')} -> ${sql.literal(kind)})`;
