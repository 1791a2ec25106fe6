import { PublicError } from '../errors.ts';
import type { Role } from '../viewer.ts';
import { decodeCursor } from './cursor.ts';
import { PAGE_DEFAULT, PAGE_MOST } from './declare.ts';
import { hiddenFrom, mayUse } from './hidden.ts';
import type { ReadModel } from './model.ts';
import { filterArg, orderTypes } from './scope.ts';
import type { PageShape } from './shapes.ts';

export interface ConnectionArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
}

export interface PageRequest {
  readonly shape: PageShape;
  readonly values: Record<string, unknown>;
  readonly size: number;
}

/**
 * Validates the arguments of a connection with at most `most` rows a page. Splits them into the statement's shape and
 * values. Throws FORBIDDEN for a filter or an ordering that tells what the role may not read.
 */
export function pageRequest(
  model: ReadModel,
  role: Role,
  args: ConnectionArgs,
  most: number = PAGE_MOST,
): PageRequest {
  const { first, last, after, before } = args;
  if (first != null && last != null)
    throw PublicError.badInput('Give `first` or `last`, not both.');
  if ((last == null && before != null) || (last != null && after != null)) {
    throw PublicError.badInput('`first` goes with `after`, `last` goes with `before`.');
  }
  const size = first ?? last ?? PAGE_DEFAULT;
  if (size < 1 || size > most)
    throw PublicError.badInput(`\`first\` and \`last\` are from 1 to ${most}.`);
  const { direction = 'DESC' } = model.reads.spec;
  const [standard = 'ID'] = model.orders.keys();
  const order = args.orderBy?.field ?? standard;
  const hidden = hiddenFrom(model, role);
  mayUse(hidden.orders, 'ordering', order);
  const values: Record<string, unknown> = {};
  const text = after ?? before;
  if (text != null) {
    const cursor = decodeCursor(text, order, orderTypes(model, order));
    cursor.values.forEach((value, i) => {
      values[`cursor.${i}`] = value;
    });
  }
  const filters = filtersOf(model, hidden.filters, args.filter ?? {}, values);
  const shape = {
    order,
    direction: args.orderBy?.direction ?? direction,
    backwards: last != null,
    hasCursor: text != null,
    filters,
  };
  return { shape, values, size };
}

/** Validates given filters, none of which may be closed. Returns their shape and adds their values to `values`. */
export function filtersOf(
  model: Pick<ReadModel, 'filters'>,
  closed: ReadonlySet<string>,
  given: Readonly<Record<string, unknown>>,
  values: Record<string, unknown>,
): PageShape['filters'] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (value == null) return [];
    mayUse(closed, 'filter', name);
    const filter = model.filters.get(name)!;
    const params = Object.entries(filter.params(value));
    for (const [key, param] of params) values[filterArg(name, key)] = param;
    if (params.length === 0 && !filter.words) return [];
    return [{ name, args: params.map(([key]) => key), words: filter.words?.(value) ?? [] }];
  });
}
