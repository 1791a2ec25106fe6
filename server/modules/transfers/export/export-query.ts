import Big from 'big.js';
import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  parse,
} from 'graphql';
import { calendar } from '../../../platform/calendar.ts';
import { refuse } from '../../../platform/errors.ts';
import type { ExportColumn, TransferLanguage } from './export-column.ts';
import { textOf, type Value, type ValueKind, wordOf } from './values.ts';

/** The query of an export, and how a file shows one of its rows. */
export interface ExportQuery {
  readonly document: DocumentNode;
  readonly kinds: readonly ValueKind[];
  values(row: Row): Value[];
}
type Row = Readonly<Record<string, unknown>>;

/** Pseudo field: the number of items of a list. */
const LENGTH = 'length';
/** As the screen shows a rate. */
const RATE_DECIMALS = 3;

/** A field of a row that a column shows. */
interface Leaf {
  readonly path: readonly string[];
  readonly kind: ValueKind;
  /** Selection below the field. */
  readonly select: string;
  read(found: unknown): Value;
}

/**
 * Plans the export of a list. The caller may name any field that it may query. Refuses an unknown list or field, and a
 * field that is no single value.
 */
export function exportQuery(
  schema: GraphQLSchema,
  root: string,
  columns: readonly ExportColumn[],
  language: TransferLanguage,
): ExportQuery {
  const list = schema.getQueryType()!.getFields()[root];
  const connection = list && getNamedType(list.type);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  const args = new Map(list?.args.map((arg) => [arg.name, String(arg.type)]));
  if (!nodes || !args.has('after')) throw refuse('EXPORT_LIST_UNKNOWN', 'list', { list: root });
  const row = getNamedType(nodes.type) as GraphQLObjectType;
  const shown = columns.map((column, i) => {
    const { path, over, orElse = over } = column;
    const leaf = (name: 'path' | 'over' | 'orElse', text: string): Leaf => {
      const found = leafOf(row, text, column, language);
      if (!found)
        throw refuse('EXPORT_COLUMN_UNKNOWN', ['columns', String(i), name], { path: text });
      return found;
    };
    const first = leaf('path', path);
    const other = orElse === undefined ? null : leaf(over === orElse ? 'over' : 'orElse', orElse);
    return { first, other, isRatio: over !== undefined, none: column.none ?? null };
  });
  const leaves = shown.flatMap(({ first, other }) => (other ? [first, other] : [first]));
  const given = ['first', 'after', 'filter', 'orderBy'].filter((name) => args.has(name));
  const document = `query Export(${given.map((name) => `$${name}: ${args.get(name)}`).join(', ')}) {
    ${root}(${given.map((name) => `${name}: $${name}`).join(', ')}) {
      nodes { ${selection(leaves)} } pageInfo { hasNextPage endCursor } } }`;
  return {
    document: parse(document),
    kinds: shown.map(({ first, isRatio }) => (isRatio ? 'PERCENT' : first.kind)),
    values: (found) =>
      shown.map(({ first, other, isRatio, none }) => {
        const value = first.read(at(found, first.path));
        const second = other?.read(at(found, other.path)) ?? null;
        return isRatio ? ratio(value, second) : (value ?? second ?? none);
      }),
  };
}

/** A share of an amount; null without a base. */
function ratio(part: Value, whole: Value): Value {
  if (part === null || whole === null || new Big(whole).eq(0)) return null;
  return new Big(part).div(whole).round(RATE_DECIMALS, Big.roundHalfUp).toFixed();
}

const at = (row: Row, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Row | null)?.[name] ?? null, row);

/** The field that a path names; null if a row has no such field, or it is no single value. */
function leafOf(
  type: GraphQLObjectType,
  path: string,
  column: ExportColumn,
  language: TransferLanguage,
): Leaf | null {
  const names = path.split('.');
  let field: GraphQLField<unknown, unknown> | undefined;
  for (const [i, name] of names.entries()) {
    const parent = field ? getNamedType(field.type) : type;
    if (name === LENGTH && field && isList(field) && i === names.length - 1)
      return {
        path: names.slice(0, -1),
        kind: 'NUMBER',
        select: isObjectType(parent) ? '{ __typename }' : '',
        read: (found) => String((found as readonly unknown[] | null)?.length ?? 0),
      };
    const next: GraphQLField<unknown, unknown> | undefined =
      isObjectType(parent) && !(field && isList(field)) ? parent.getFields()[name] : undefined;
    if (!next || next.args.some(isRequiredArgument)) return null;
    field = next;
  }
  const shape = shapeOf(field!, column, language);
  return shape && { path: names, ...shape };
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

function shapeOf(
  field: GraphQLField<unknown, unknown>,
  { words, as }: ExportColumn,
  language: TransferLanguage,
): Omit<Leaf, 'path'> | null {
  const type = getNamedType(field.type);
  const one = (kind: ValueKind, read: (found: never) => string, select = '') => ({
    kind,
    select,
    read: (found: unknown): Value =>
      found === null || found === undefined ? null : read(found as never),
  });
  const item = (found: unknown): string => {
    const word = words ?? (isEnumType(type) ? type.name : undefined);
    return word ? wordOf(language, word, String(found)) : String(found);
  };
  if (isList(field)) {
    if (isObjectType(type)) return null;
    return one('TEXT', (found: readonly unknown[]) =>
      found.map(item).join(textOf(language, 'ui.listSeparator')),
    );
  }
  switch (type.name) {
    case 'Money':
      return one('MONEY', ({ amount }: { amount: string }) => amount, '{ amount }');
    case 'Count':
      return one('NUMBER', ({ value }: { value: number }) => String(value), '{ value }');
    case 'Int':
    case 'Float':
      return one('NUMBER', String);
    case 'Decimal':
      return one(as === 'PERCENT' ? 'PERCENT' : 'NUMBER', String);
    case 'Date':
      return one('DATE', String);
    case 'DateTime':
      return as === undefined
        ? one('DATE_TIME', (found: string) => calendar.localMinute(new Date(found)))
        : one('DATE', (found: string) =>
            as === 'LAST_DAY'
              ? calendar.lastDay(new Date(found))
              : calendar.localDate(new Date(found)),
          );
    case 'Boolean':
      return one('TEXT', (found: boolean) => textOf(language, found ? 'ui.yes' : 'ui.no'));
    default:
      return isObjectType(type) ? null : one('TEXT', item);
  }
}

/** Joins the paths to one selection: `binding { type } name`. */
function selection(leaves: readonly Leaf[]): string {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [name = '', ...path] = leaf.path;
    groups.set(name, [...(groups.get(name) ?? []), { ...leaf, path }]);
  }
  return [...groups]
    .map(([name, found]) => {
      const below = found.filter(({ path }) => path.length > 0);
      const ends = new Set(
        found.filter(({ path }) => path.length === 0).map(({ select }) => select),
      );
      const own = [...ends].map((select) => select.replace(/[{}]/g, '')).join(' ');
      const inner = `${own} ${below.length > 0 ? selection(below) : ''}`.trim();
      return inner ? `${name} { ${inner} }` : name;
    })
    .join(' ');
}
