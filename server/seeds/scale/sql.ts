/** FNV-1a, 31 bits: a number for a text. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(word)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 1;
}

/**
 * SQL text: a pseudo-random whole number from 0 to `sides` - 1, the same in every run for the same key and
 * purpose.
 */
export const randomSql = (key: string, purpose: string, sides: number | string): string =>
  `((hashint8extended((${key})::bigint, ${numberOf(purpose)}) & 2147483647) % (${sides}))`;

/** SQL text: a UUIDv7 of an instant, the same in every run for the same kind and key. */
export const uuidAt = (at: string, kind: string, key: string): string =>
  `(select (lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(m, 1, 3) || '8' || substr(m, 4, 15))::uuid
    from md5('${kind}:' || ${key}) m)`;

/** SQL text: an instant. */
export const instantSql = (at: Date): string => `'${at.toISOString()}'::timestamptz`;

/** SQL text: 00:00 of the day of an instant. The load's session is in Shanghai. */
export const dayStart = (at: string): string => `date_trunc('day', ${at})`;

/** SQL text: the day of an instant, as `YYYYMMDD`. */
export const dayDigits = (at: string): string => `to_char(${at}, 'YYYYMMDD')`;

export const days = (count: number | string): string => `make_interval(days => (${count})::int)`;
export const seconds = (count: number | string): string =>
  `make_interval(secs => (${count})::float8)`;

/** `insert into table (columns) select expressions from …`, from an object of column: expression. */
export const insertSql = (
  table: string,
  columns: Readonly<Record<string, string>>,
  from: string,
): string =>
  `insert into ${table} (${Object.keys(columns).join(', ')}) select ${Object.values(columns).join(', ')} ${from}`;

/** SQL text: the value of the first true condition. */
export const choose = (
  cases: readonly (readonly [condition: string, value: string])[],
  otherwise: string,
): string =>
  `case ${cases.map(([condition, value]) => `when ${condition} then ${value}`).join(' ')} else ${otherwise} end`;

/** SQL text: a number padded with zeros to at least `digits` digits. */
export const padded = (number: string, digits: number): string =>
  `lpad((${number})::text, greatest(${digits}, length((${number})::text)), '0')`;
