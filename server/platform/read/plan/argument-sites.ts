import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { globalId } from '../../ids.ts';
import type { Role } from '../../viewer.ts';
import type { Key } from '../declare.ts';
import { hiddenFrom, mayUse } from '../hidden.ts';
import type { ReadModel } from '../model.ts';
import { type ConnectionArgs, pageRequest } from '../page-request.ts';
import type { ReportModel } from '../report/model.ts';
import { type ReportArgs, type ReportRequest, reportRequest } from '../report/request.ts';
import type { PageShape } from '../shapes.ts';

export type Variables = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

/** The arguments of a field in one request: the shape of the statement, and the values. */
export interface Reading<S> {
  readonly key: string;
  readonly shape: S;
  readonly values: Values;
}

/** A field of an operation whose arguments are read for each request. */
export interface ArgumentSite<S = unknown> {
  /** Throws BAD_USER_INPUT for invalid arguments. */
  read(variables: Variables): Reading<S>;
}

/** Whether a value of the document depends on the request. */
function varies(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(varies);
  return value.kind === Kind.OBJECT && value.fields.some((field) => varies(field.value));
}

/** Makes a site. Constant arguments are read once. */
function site<S>(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  read: (args: Record<string, unknown>) => Reading<S>,
): ArgumentSite<S> {
  const fresh = (variables: Variables): Reading<S> =>
    read(getArgumentValues(field, node, variables));
  if (node.arguments?.some(({ value }) => varies(value))) return { read: fresh };
  let known: Reading<S> | undefined;
  return { read: (variables) => (known ??= fresh(variables)) };
}

export interface PageReading {
  readonly size: number;
  readonly shape: PageShape;
}

/** The arguments of a connection with at most `most` rows a page; the names of its values start with `prefix`. */
export const pageSite = (
  model: ReadModel,
  role: Role,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  prefix: string,
  most?: number,
): ArgumentSite<PageReading> =>
  site(field, node, (args) => {
    const { shape, values, size } = pageRequest(model, role, args as ConnectionArgs, most);
    return {
      key: JSON.stringify([size, shape]),
      shape: { size, shape },
      values: prefixKeys(values, prefix),
    };
  });

const prefixKeys = (values: Values, prefix: string): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

/** The arguments of a report; the names of its values start with `prefix`. */
export const reportSite = (
  report: ReportModel,
  role: Role,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  prefix: string,
): ArgumentSite<Omit<ReportRequest, 'values'>> =>
  site(field, node, (args) => {
    const { shape, values, size } = reportRequest(report, role, args as typeof args & ReportArgs);
    return {
      key: JSON.stringify([size, shape]),
      shape: { size, shape },
      values: prefixKeys(values, prefix),
    };
  });

interface LookUpReading extends Pick<Key, 'when'> {
  readonly column: string;
}

/** The look-up that the argument `by` of a single-row root selects. */
export const lookUpSite = (
  model: ReadModel,
  role: Role,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  arg: string,
): ArgumentSite<LookUpReading> =>
  site<LookUpReading>(field, node, (args) => {
    const [key, value] = Object.entries(args.by as Record<string, string>)[0]!;
    mayUse(hiddenFrom(model, role).keys, 'key', key);
    if (key !== 'id')
      return { key, shape: { ...model.keys.get(key)!, column: key }, values: { [arg]: value } };
    const id = globalId.decode(model.reads.spec.id, value);
    return { key, shape: { column: 'id' }, values: { [arg]: id } };
  });

/** The type prefix of a global id; null for a text without a known prefix. */
export const nodeSite = (
  prefixes: ReadonlySet<string>,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  arg: string,
): ArgumentSite<string | null> =>
  site(field, node, (args) => {
    const parsed = globalId.parse(String(args.id));
    if (!parsed || !prefixes.has(parsed.prefix)) return { key: '', shape: null, values: {} };
    return { key: parsed.prefix, shape: parsed.prefix, values: { [arg]: parsed.id } };
  });

/**
 * The parts of a document that decide which fields are selected: variables of `@skip` and `@include`, and `node`
 * roots.
 */
export interface Switches {
  readonly variables: readonly string[];
  readonly nodes: readonly FieldNode[];
}

/** Finds the switches of an operation. The search covers the whole document: an unused switch costs only a variant. */
export function switchesOf(document: DocumentNode, operation: OperationDefinitionNode): Switches {
  const variables = new Set<string>();
  const nodes: FieldNode[] = [];
  visit(document, {
    [Kind.OPERATION_DEFINITION]: (found) => (found === operation ? undefined : false),
    Directive({ name, arguments: args = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args)
        if (value.kind === Kind.VARIABLE) variables.add(value.name.value);
    },
    Field(field) {
      if (field.name.value === 'node' && field.arguments?.length) nodes.push(field);
    },
  });
  return { variables: [...variables], nodes };
}
