import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import type { Relation, Root } from '../declare.ts';
import type { Models, ReadModel, RowModel } from '../model.ts';
import type { ReportModel, ReportModels } from '../report/model.ts';
import { orderColumns } from '../scope.ts';
import { unindexed } from '../searched.ts';
import type { JsonShape, Keyed, PageShape } from '../shapes.ts';
import { totalSql } from '../totals.ts';
import {
  type ArgumentSite,
  lookUpSite,
  nodeSite,
  pageSite,
  reportSite,
  type Variables,
} from './argument-sites.ts';
import {
  type Format,
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PageInfoName,
  type PageOutput,
  type PagePlan,
  type ReportOutput,
  type RootPlan,
  type Scalar,
  Unplanned,
  type ValueOutput,
} from './plan.ts';

export interface Plannable {
  readonly schema: GraphQLSchema;
  readonly models: Models;
  readonly values: Values;
  readonly reports: ReportModels;
}

export interface PlanRequest extends Plannable {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
  readonly role: Role;
}

export type Values = ReadonlyMap<string, (role: Role) => Sql>;

export interface Built {
  readonly plan: OperationPlan;
  readonly sites: readonly ArgumentSite[];
  /** Whether the best plan of the statement depends on the values of a filter; see `Filter.spread`. */
  readonly isSpread: boolean;
  /** Whether a list or a report is filtered, so that the rows of a tenant do not determine the best plan alone. */
  readonly isFiltered: boolean;
}

/** PostgreSQL truncates longer names. */
const KEY_BYTES = 63;
const FORMATS: Readonly<Record<string, Format>> = { DateTime: 'instant', Decimal: 'text' };
const SCALARS: Readonly<Record<string, Scalar>> = {
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  DateTime: 'word',
  Decimal: 'word',
};

/**
 * Turns a query into a plan. Throws Unplanned for code-backed roots, for other unsupported constructs and for invalid
 * arguments. The resolved execution reports the error for invalid arguments.
 */
export function buildPlan(request: PlanRequest): Built {
  return new Builder(request).operation();
}

class Builder {
  readonly #sites: ArgumentSite[] = [];
  #isSpread = false;
  #isFiltered = false;
  readonly #fragments;

  constructor(private readonly request: PlanRequest) {
    this.#fragments = Object.fromEntries(
      request.document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  operation(): Built {
    const { schema, operation, variables } = this.request;
    const query = schema.getQueryType()!;
    if (operation.operation !== 'query') throw new Unplanned('not a query');
    const fields = collectFields(schema, this.#fragments, variables, query, operation.selectionSet);
    const roots = keyed(fields, (nodes) => this.#root(query, nodes));
    return {
      plan: { roots },
      sites: this.#sites,
      isSpread: this.#isSpread,
      isFiltered: this.#isFiltered,
    };
  }

  /** Records a site and reads it for this request; its shape is part of the plan. */
  #read<S>(site: ArgumentSite<S>): S {
    this.#sites.push(site);
    return site.read(this.request.variables).shape;
  }

  get #next(): string {
    return `s${this.#sites.length}`;
  }

  #root(query: GraphQLObjectType, nodes: readonly FieldNode[]): RootPlan {
    const [node] = nodes;
    const name = node!.name.value;
    if (name === '__typename') return { kind: 'typename' };
    const field = query.getFields()[name];
    if (!field) throw new Unplanned(`${name} reads the schema`);
    if (name === 'node') return this.#node(field, nodes);
    const value = this.request.values.get(name);
    if (value) return this.#value(value, field, nodes);
    const report = this.request.reports.get(name);
    if (report) return this.#report(report, field, nodes);
    const found = declaredRoot(this.request.models, name);
    if (!found) throw new Unplanned(`${name} is answered by code`);
    const { model, root } = found;
    if (!model.roles.includes(this.request.role)) throw new Unplanned('not for this role');
    if ('page' in root)
      return { kind: 'page', page: this.#page(model, null, field, nodes, root.most) };
    const arg = this.#next;
    const { column, when = null } = this.#read(
      lookUpSite(model, this.request.role, field, node!, arg),
    );
    return { kind: 'lookup', column, arg, when, target: this.#object(model, nodes) };
  }

  #value(
    value: (role: Role) => Sql,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): RootPlan {
    const { role } = this.request;
    const roles = field.extensions.roles as readonly Role[];
    if (!roles.includes(role)) throw new Unplanned('not for this role');
    const named = getNamedType(field.type) as GraphQLObjectType;
    return { kind: 'value', value: value(role), shape: this.#shape(field.type, named, nodes) };
  }

  #report(
    report: ReportModel,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): RootPlan {
    const { role } = this.request;
    if (!report.roles.includes(role)) throw new Unplanned('not for this role');
    const prefix = `${this.#next}.`;
    const { shape, size } = this.#read(reportSite(report, role, field, nodes[0]!, prefix));
    this.#isFiltered = true;
    const outputs = keyed(this.#sub(this.#type(report.name), nodes), (own): ReportOutput => {
      const name = own[0]!.name.value;
      if (name === 'rows') return { kind: 'rows', target: this.#object(report.row, own) };
      return { kind: name === 'isComplete' ? name : 'typename' };
    });
    return { kind: 'report', plan: { report, prefix, size, shape, outputs } };
  }

  #node(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): RootPlan {
    const { models, role } = this.request;
    const byPrefix = new Map([...models.values()].map((model) => [model.reads.spec.id, model]));
    const arg = this.#next;
    const prefix = this.#read(nodeSite(new Set(byPrefix.keys()), field, nodes[0]!, arg));
    const model = prefix === null ? undefined : byPrefix.get(prefix);
    if (!model) throw new Unplanned('not a global id');
    if (!model.roles.includes(role)) return { kind: 'nothing' };
    return { kind: 'lookup', column: 'id', arg, when: null, target: this.#object(model, nodes) };
  }

  #sub(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, readonly FieldNode[]> {
    const { schema, variables } = this.request;
    return collectSubfields(schema, this.#fragments, variables, type, nodes);
  }

  #type(name: string): GraphQLObjectType {
    return this.request.schema.getType(name) as GraphQLObjectType;
  }

  #object<M extends RowModel>(model: M, nodes: readonly FieldNode[]): ObjectPlan<M> {
    const type = this.#type(model.name);
    return {
      model,
      fields: keyed(this.#sub(type, nodes), (own) => this.#field(model, type, own)),
    };
  }

  #field(model: RowModel, type: GraphQLObjectType, nodes: readonly FieldNode[]): Output {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return { kind: 'typename' };
    const plan = model.fields.get(name);
    if (!plan) throw new Unplanned(`${model.name}.${name} is answered by code`);
    if (plan.kind === 'relation') return this.#relation(plan.relation, type, nodes);
    const sdl = type.getFields()[name]!.type;
    const required = isNonNullType(sdl);
    if (plan.kind === 'code') {
      if (plan.source.leads) throw new Unplanned(`${model.name}.${name} has no fixed type`);
      const needs = plan.source.needs.map((need) => [need, this.#need(model, need)] as const);
      const { shape } = this.#written(sdl, nodes);
      return { kind: 'code', needs, compute: plan.source.compute, shape, required };
    }
    if (plan.kind === 'upstream') {
      const { shape } = this.#written(sdl, nodes);
      return { ...plan, need: this.#need(model, plan.need), shape };
    }
    return {
      kind: 'value',
      plan,
      ...this.#written(sdl, nodes),
      required: required && plan.kind !== 'column',
    };
  }

  #need(model: RowModel, name: string): ValueOutput {
    const plan = model.fields.get(name);
    if (!plan || plan.kind === 'relation' || plan.kind === 'code' || plan.kind === 'upstream') {
      throw new Unplanned(`${model.name}.${name} is no plain need`);
    }
    const type = plan.kind === 'column' ? plan.column.type : '';
    if (type === 'timestamptz') throw new Unplanned(`${model.name}.${name} would change its type`);
    return { kind: 'value', plan, format: 'plain', scalar: 'any', shape: null, required: false };
  }

  #written(
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
  ): Pick<Extract<Output, { kind: 'value' }>, 'format' | 'scalar' | 'shape'> {
    const named = getNamedType(type);
    if (isObjectType(named))
      return { format: 'plain', scalar: 'json', shape: this.#shape(type, named, nodes) };
    const list = isListType(isNonNullType(type) ? type.ofType : type);
    return {
      format: FORMATS[named.name] ?? 'plain',
      scalar: list ? 'any' : isEnumType(named) ? 'word' : (SCALARS[named.name] ?? 'text'),
      shape: null,
    };
  }

  #shape(
    type: GraphQLOutputType,
    named: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): JsonShape {
    const bare = isNonNullType(type) ? type.ofType : type;
    const keys = keyed(this.#sub(named, nodes), (own) => {
      const name = own[0]!.name.value;
      if (name === '__typename') return 'typename' as const;
      const inner = named.getFields()[name]!.type;
      const object = getNamedType(inner);
      const sub = isObjectType(object) ? this.#shape(inner, object, own) : null;
      return { name, sub };
    });
    return { list: isListType(bare), keys, typeName: named.name };
  }

  #relation(relation: Relation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Output {
    const target = this.request.models.get(relation.to())!;
    const { column } = relation;
    switch (relation.kind) {
      case 'one':
        return {
          kind: 'one',
          column,
          choice: relation.choice ?? null,
          target: this.#object(target, nodes),
          required: !relation.nullable,
        };
      case 'some':
        return {
          kind: 'some',
          column: relation.column,
          orderBy: relation.orderBy,
          max: relation.max,
          target: this.#object(target, nodes),
        };
      case 'page':
        return {
          kind: 'page',
          page: this.#page(target, relation.column, type.getFields()[nodes[0]!.name.value]!, nodes),
        };
    }
  }

  #page(
    model: ReadModel,
    column: string | null,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    most?: number,
  ): PagePlan {
    const prefix = `${this.#next}.`;
    const { shape, size } = this.#read(
      pageSite(model, this.request.role, field, nodes[0]!, prefix, most),
    );
    const { role } = this.request;
    const filters = column ? shape.filters : unindexed({ model, role, owner: null, ...shape });
    this.#isSpread ||= isSpread(model, { ...shape, filters });
    this.#isFiltered ||= filters.length > 0;
    const connection = this.#type(`${model.name}Connection`);
    const outputs = keyed(this.#sub(connection, nodes), (own) => this.#pageField(model, own));
    return { model, column, prefix, size, shape, outputs };
  }

  #pageField(model: ReadModel, nodes: readonly FieldNode[]): PageOutput {
    const names = <T extends string>(type: string): Keyed<T> =>
      keyed(this.#sub(this.#type(type), nodes), (own) => own[0]!.name.value as T);
    switch (nodes[0]!.name.value) {
      case 'nodes':
        return { kind: 'nodes', target: this.#object(model, nodes) };
      case 'edges':
        return {
          kind: 'edges',
          fields: keyed(this.#sub(this.#type(`${model.name}Edge`), nodes), (own) => {
            const name = own[0]!.name.value;
            return name === 'node'
              ? this.#object(model, own)
              : name === 'cursor'
                ? 'cursor'
                : 'typename';
          }),
        };
      case 'pageInfo':
        return { kind: 'pageInfo', fields: names<PageInfoName>('PageInfo') };
      case 'count':
        return { kind: 'count', fields: names<'value' | 'isExact' | '__typename'>('Count') };
      case 'totals':
        return { kind: 'totals', fields: this.#totals(model, nodes) };
      default:
        return { kind: 'typename' };
    }
  }

  #totals(
    model: ReadModel,
    nodes: readonly FieldNode[],
  ): Extract<PageOutput, { kind: 'totals' }>['fields'] {
    const type = this.#type(`${model.name}Totals`);
    return keyed(this.#sub(type, nodes), (own) => {
      const measure = own[0]!.name.value;
      if (measure === '__typename') return 'typename';
      const { type: sdl } = type.getFields()[measure]!;
      const nullable = !isNonNullType(sdl);
      const plan = { kind: 'sql', source: () => totalSql(model, measure), nullable } as const;
      const value = { kind: 'value', plan, ...this.#written(sdl, own), required: false } as const;
      return { measure, value };
    });
  }
}

function isSpread(model: ReadModel, { filters, order }: PageShape): boolean {
  const [leading] = orderColumns(model, order);
  return filters.some(({ name }) => {
    const { spread } = model.filters.get(name)!;
    return spread !== undefined && spread !== leading;
  });
}

/** The declaration behind a root field; null when code answers it. */
function declaredRoot(models: Models, name: string): { model: ReadModel; root: Root } | null {
  for (const model of models.values()) {
    const root = model.reads.spec.roots?.[name];
    if (root) return { model, root };
  }
  return null;
}

function keyed<T>(
  fields: ReadonlyMap<string, readonly FieldNode[]>,
  output: (nodes: readonly FieldNode[]) => T,
): Keyed<T> {
  return [...fields].map(([key, nodes]) => {
    if (Buffer.byteLength(key) > KEY_BYTES) throw new Unplanned(`the key ${key} is too long`);
    return [key, output(nodes)] as const;
  });
}
