import type { CacheExchangeOpts, KeyingConfig } from '@urql/exchange-graphcache';

type Schema = NonNullable<CacheExchangeOpts['schema']>;

interface TypeRef {
  kind: string;
  ofType?: TypeRef;
}

const SCALAR: TypeRef = { kind: 'SCALAR' };
const WRAPPERS: Readonly<Record<string, string>> = { '!': 'NON_NULL', '[': 'LIST' };

/** A field with the marks of its type, the outer one first: `nodes![!` is a list without nulls. */
function fieldOf(text: string) {
  const [, name, marks] = /^(\w+)(.*)$/.exec(text)!;
  const type = [...marks!].reduceRight<TypeRef>(
    (ofType, mark) => ({ kind: WRAPPERS[mark]!, ofType }),
    SCALAR,
  );
  return { name, type, args: [] };
}

const split = (text: string): string[] => text.split(' ').filter(Boolean);

/**
 * The schema as the cache reads it, an introspection, from a text of half its compressed size. A line has a type, its
 * interfaces and its fields, `Order Node Actionable:id! number!`; an abstract type begins with `*`.
 */
export function cacheSchema(text: string): Schema {
  const lines = text.split('\n').map((line) => {
    const [, mark, name, interfaces, fields] = /^(\*?)(\w+)(.*):(.*)$/.exec(line)!;
    return {
      isAbstract: mark === '*',
      name: name!,
      of: split(interfaces!),
      fields: split(fields!),
    };
  });
  const types = lines.map(({ isAbstract, name, of, fields }) => ({
    kind: isAbstract ? 'INTERFACE' : 'OBJECT',
    name,
    fields: fields.map(fieldOf),
    interfaces: of.map((one) => ({ kind: 'INTERFACE', name: one })),
    possibleTypes: lines
      .filter((line) => !line.isAbstract && line.of.includes(name))
      .map((line) => ({ kind: 'OBJECT', name: line.name })),
  }));
  return {
    __schema: {
      queryType: { name: 'Query', kind: 'OBJECT' },
      mutationType: { name: 'Mutation', kind: 'OBJECT' },
      subscriptionType: { name: 'Subscription', kind: 'OBJECT' },
      types,
    },
  };
}

/** Types that the cache keeps within their parents, because they have no id of their own. */
export const withoutKeys = (names: string): KeyingConfig =>
  Object.fromEntries(split(names).map((name) => [name, () => null]));
