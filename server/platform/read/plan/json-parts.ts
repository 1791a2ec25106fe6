import { ObjectSql, objectSql, type Sql, sql } from '../../sql/sql.ts';
import type { JsonShape } from '../shapes.ts';

/**
 * Pass: narrows a JSON value to the selected parts, as text; null if the value is null. If the parts are known as
 * SQL, the text is built from the selected ones. Any other value is taken apart.
 */
export function partsText(value: Sql, shape: JsonShape): Sql {
  if (value instanceof ObjectSql && !shape.list && shape.keys.every(([, part]) => plain(part))) {
    const { keys } = value;
    const wanted = shape.keys.map(([key, part]): readonly [string, Sql] => [
      key,
      part === 'typename' ? sql.literal(shape.typeName) : keys[part.name]!,
    ]);
    return value.text(wanted);
  }
  return sql`(${jsonParts(value, shape)})::text`;
}

/** The selected parts of a JSON value, extracted by SQL. Without the offset, PostgreSQL computes it for each part. */
export function jsonParts(value: Sql, shape: JsonShape): Sql {
  const split = (source: Sql): Sql =>
    objectSql(
      shape.keys.map(([key, part]): readonly [string, Sql] => {
        if (part === 'typename') return [key, sql.literal(shape.typeName)];
        const inner = sql`${source}->${sql.literal(part.name)}`;
        return [
          key,
          part.sub ? jsonParts(sql`nullif((${inner})::text, 'null')::json`, part.sub) : inner,
        ];
      }),
    );
  if (shape.list) {
    return sql`(select case when v.j is not null then (select coalesce(json_agg(${split(sql.raw('e.value'))} order by e.n), '[]'::json)
      from json_array_elements(v.j) with ordinality e(value, n)) end from (select (${value})::json as j offset 0) v)`;
  }
  return sql`(select case when v.j is not null then ${split(sql.raw('v.j'))} end from (select (${value})::json as j offset 0) v)`;
}

const plain = (part: JsonShape['keys'][number][1]): boolean =>
  part === 'typename' || part.sub === null;

/** The selected parts of a JSON value that code has. */
export function constantParts(value: unknown, shape: JsonShape): unknown {
  if (value === null) return null;
  if (shape.list)
    return (value as unknown[]).map((item) => constantParts(item, { ...shape, list: false }));
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    shape.keys.map(([key, part]) => {
      if (part === 'typename') return [key, shape.typeName];
      const inner = record[part.name];
      return [key, part.sub ? constantParts(inner, part.sub) : inner];
    }),
  );
}
