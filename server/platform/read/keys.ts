import { PublicError } from '../errors.ts';
import { sql } from '../sql/sql.ts';
import { type Filter, type Key, PAGE_MOST, type Reads } from './declare.ts';

/** The keys of a type by property. */
export const keysOf = ({ spec }: Reads): ReadonlyMap<string, Key> =>
  new Map(
    Object.entries(spec.keys ?? {}).map(([name, key]) => [
      name,
      typeof key === 'string' ? { description: key } : key!,
    ]),
  );

/** The filters of a list by its keys: `numbers` for the key `number`. */
export const keyFilters = (keys: ReadonlyMap<string, Key>): Readonly<Record<string, Filter>> =>
  Object.fromEntries([...keys].map(([name, key]) => [`${name}s`, keyFilter(name, key)]));

const keyFilter = (name: string, { when }: Key): Filter => ({
  type: () => [String],
  description: `Values of \`${name}\` to include, at most ${PAGE_MOST}.${when ? ' A value that the viewer may not read finds no row.' : ''}`,
  params: (value) => {
    if ((value as string[]).length > PAGE_MOST)
      throw PublicError.badInput(`Send at most ${PAGE_MOST} values of \`${name}\`.`);
    return { values: value };
  },
  where: (d, { arg, v }) =>
    sql.and([sql`${d[name]!} = any(${arg('values')}::text[])`, ...(when ? [when(d, v)] : [])]),
  ...(!when && { only: name }),
});
