import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { PAGE_DEFAULT } from '../read/declare.ts';
import { exceeded, fragmentsOf, LIMITS, selectionName } from './limits.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** Charge of an operation before it runs, in points. */
export interface Charge {
  readonly requested: number;
  /** Part of the charge that is never refunded: the points of mutations. */
  readonly fixed: number;
}

/** Points of a selection: charged once, per item of the enclosing connection, and for the totals of its list. */
interface Points {
  readonly once: number;
  readonly perItem: number;
  readonly ofList: number;
}

/** Largest page size by root field, for fields with longer pages than usual. */
export type LongPages = ReadonlyMap<string, number>;

/** Flat rows cost a tenth of other rows, because they cause no further look-ups. */
const ROWS_PER_POINT = 10;
export const MUTATION_POINTS = 10;
/** Totals read all rows of a list, however many objects the answer has. */
const TOTALS = 'totals';
export const TOTALS_POINTS = 50;
const OBJECT_POINTS = 1;
/** Arguments that list the keys of the requested objects. */
const KEY_LISTS: ReadonlySet<string> = new Set(['ids', 'representations']);
const ITEM_FIELDS = new Set(['edges', 'nodes']);
/** Parts of a connection without a cost. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['pageInfo', 'count']);
/** Keys whose objects are free. The items of `edges` are charged with their nodes. */
const FREE_KEYS = ['edges', ...FREE_FIELDS];
const FREE: Points = { once: 0, perItem: 0, ofList: 0 };

/**
 * Static cost of an operation in points, computed before it runs. An object costs 1 point, multiplied by the
 * `first`/`last` (by default 25) of every enclosing connection. The totals of a list and a report cost 50, a mutation
 * 10 more; these are not refunded. Scalars are free, and ten rows of `longPages` cost a point. Each fragment is visited once.
 * Throws COST_EXCEEDED for a page above its limit or, with `enforce`, for a total above 1,000.
 */
export function staticCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  enforce: boolean,
  longPages: LongPages = new Map(),
): Charge {
  const pricing = { document, operation, variables, longPages };
  const { pointsOf, met } = pricer(pricing, OBJECT_POINTS);
  const base = operation.operation === 'mutation' ? MUTATION_POINTS : 0;
  let total = 0;
  let fixed = 0;
  for (const selection of operation.selectionSet.selections) {
    fixed += base;
    total += base + sumOf(pointsOf(selection));
    if (enforce && total > LIMITS.cost) throw exceeded('cost', selectionName(selection));
  }
  if (met.totals) {
    const totals = pricer(pricing, 0);
    for (const selection of operation.selectionSet.selections)
      fixed += sumOf(totals.pointsOf(selection));
  }
  return { requested: Math.max(1, total), fixed };
}

const sumOf = ({ once, perItem, ofList }: Points): number => once + perItem + ofList;

interface Pricing {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly longPages: LongPages;
}

interface Pricer {
  readonly pointsOf: (selection: SelectionNode) => Points;
  /** Whether a selection so far named totals. */
  readonly met: { totals: boolean };
}

/** Prices selections at `object` points for each object. */
function pricer({ document, operation, variables, longPages }: Pricing, object: number): Pricer {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Points>();
  const met = { totals: false };

  const ofSet = (set: SelectionSetNode | undefined): Points => {
    let once = 0;
    let perItem = 0;
    let ofList = 0;
    for (const selection of set?.selections ?? []) {
      const found = pointsOf(selection);
      once += found.once;
      perItem += found.perItem;
      ofList += found.ofList;
    }
    return { once, perItem, ofList };
  };

  const ofField = (field: FieldNode): Points => {
    const name = field.name.value;
    if (!field.selectionSet || FREE_FIELDS.has(name)) return FREE;
    if (name === TOTALS) {
      met.totals = true;
      return { ...FREE, ofList: TOTALS_POINTS };
    }
    const inner = ofSet(field.selectionSet);
    const sum = sumOf(inner);
    const keys = keyCount(field, variables);
    if (keys !== null) return { ...FREE, once: keys * (object + sum) };
    if (name === 'nodes') return { ...FREE, perItem: object + sum };
    if (ITEM_FIELDS.has(name)) return { ...FREE, perItem: Math.max(object, sum) };
    const most = longPages.get(name);
    const size =
      pageSize(field, operation, variables, most ?? LIMITS.pageSize) ??
      (inner.perItem > 0 ? PAGE_DEFAULT : null);
    if (size === null) return { ...FREE, once: object + sum };
    const items = inner.perItem || inner.once;
    const rows = most === undefined ? size : Math.ceil(size / ROWS_PER_POINT);
    const once = object + rows * items + (inner.perItem ? inner.once : 0) + inner.ofList;
    if (!isReport(field)) return { ...FREE, once };
    met.totals = true;
    return { ...FREE, once: once + TOTALS_POINTS };
  };

  const pointsOf = (selection: SelectionNode): Points => {
    if (selection.kind === Kind.FIELD) return ofField(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    const name = selection.name.value;
    const found = known.get(name) ?? ofSet(fragments.get(name)?.selectionSet);
    known.set(name, found);
    return found;
  };

  return { pointsOf, met };
}

/** A report sums all rows of a list, as totals do. */
const isReport = ({ arguments: args }: FieldNode): boolean =>
  args?.some(({ name }) => name.value === 'groupBy') ?? false;

/**
 * Number of objects that a field requests by a list of keys (`nodes`, `_entities`); null for other fields. An
 * unreadable list counts as a full page.
 */
function keyCount(field: FieldNode, variables: Variables): number | null {
  const value = field.arguments?.find(({ name }) => KEY_LISTS.has(name.value))?.value;
  if (!value) return null;
  if (value.kind === Kind.LIST) return value.values.length;
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(given) ? given.length : LIMITS.pageSize;
}

/** The requested page size of a field; null if it has none. An unreadable value counts as a full page. */
function pageSize(
  field: FieldNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  most: number,
): number | null {
  const sizes = (field.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => intOf(value, operation, variables))
    .filter((size) => size !== null);
  if (sizes.length === 0) return null;
  const size = Math.max(...sizes);
  if (size > most) throw exceeded('pageSize', selectionName(field), most);
  return Math.max(0, size);
}

function intOf(
  value: ValueNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number | null {
  if (value.kind === Kind.NULL) return null;
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind !== Kind.VARIABLE) return LIMITS.pageSize;
  const name = value.name.value;
  const given = variables[name];
  if (given === null) return null;
  if (given !== undefined) return typeof given === 'number' ? given : LIMITS.pageSize;
  const fallback = operation.variableDefinitions?.find(
    (d) => d.variable.name.value === name,
  )?.defaultValue;
  return fallback ? intOf(fallback, operation, {}) : null;
}

/** Actual cost of a result in points: its objects, without the free parts of connections. */
export function actualCost(data: unknown): number {
  let points = 0;
  const queue: { value: unknown; counts: boolean }[] = [{ value: data, counts: false }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, counts } = next;
    if (Array.isArray(value)) {
      for (const item of value) queue.push({ value: item, counts });
    } else if (typeof value === 'object' && value !== null) {
      if (counts) points++;
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === 'object' && !FREE_FIELDS.has(key))
          queue.push({ value: child, counts: key !== 'edges' });
      }
    }
  }
  return Math.max(1, points);
}

/**
 * Actual cost of a result in the database's JSON text, mostly without parsing it. An object begins with a brace, a
 * quote and a key; strings cannot contain this sequence, because their quotes are escaped. `freeKeys` are the
 * free keys that the document names.
 */
export function actualCostOfText(json: string, freeKeys: readonly string[]): number {
  // Edges are items of a list, so no pattern in the text identifies them.
  if (freeKeys.includes('edges')) return actualCost(JSON.parse(json));
  const root = 1;
  // The pattern starts with the name and not with its quote, because quotes are too frequent to search for.
  const free = freeKeys.reduce((n, key) => n + occurrences(json, `${key}":{"`, QUOTE), root);
  return Math.max(1, occurrences(json, '{"') - free);
}

/** The free keys that can occur in the results of a document, because its text contains them. */
export const freeKeysIn = (document: string): readonly string[] =>
  FREE_KEYS.filter((key) => document.includes(key));

/** Number of occurrences of `pattern` directly before a name and, if given, directly after the character `before`. */
function occurrences(text: string, pattern: string, before?: number): number {
  let found = 0;
  for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1)) {
    const isPreceded = before === undefined || text.charCodeAt(at - 1) === before;
    if (isPreceded && isWord(text.charCodeAt(at + pattern.length))) found++;
  }
  return found;
}

const QUOTE = 34;

const A = 65;
const Z = 90;
const UNDERSCORE = 95;
const SMALL_A = 97;
const SMALL_Z = 122;

const isWord = (code: number): boolean =>
  (code >= SMALL_A && code <= SMALL_Z) || (code >= A && code <= Z) || code === UNDERSCORE;
