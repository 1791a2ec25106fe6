import type {
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
} from 'graphql';
import { badInput } from '../errors.ts';
import { decodeId, parseGlobalId } from '../ids.ts';
import type { Row } from '../read/batches/session.ts';
import { KEY } from '../read/compile.ts';
import { type OneRoot, PAGE_MOST, type PageRoot, type Relation } from '../read/declare.ts';
import type { Models, ReadModel } from '../read/model.ts';
import type { ConnectionArgs } from '../read/page-request.ts';
import type { Values } from '../read/plan/build.ts';
import { selectedConnection, selectedFields } from '../read/selection.ts';
import type { GraphqlContext } from './context.ts';

type Resolver = GraphQLFieldResolver<Row, GraphqlContext>;

const fieldsOf = (info: GraphQLResolveInfo, model: ReadModel): ReadonlySet<string> =>
  new Set(selectedFields(info, info.fieldNodes, model.name).keys());

/** Puts the resolved execution behind every derived field of the schema. */
export function attachReads(schema: GraphQLSchema, models: Models, values: Values): void {
  const set = (type: string, field: string, resolve: Resolver | undefined): void => {
    const target = (schema.getType(type) as GraphQLObjectType).getFields()[field];
    if (!target) throw new Error(`${type}.${field} is declared but not in the schema`);
    target.resolve = resolve;
  };
  const byPrefix = new Map([...models.values()].map((model) => [model.reads.spec.id, model]));
  for (const model of models.values()) {
    for (const field of Object.keys(
      (schema.getType(model.name) as GraphQLObjectType).getFields(),
    )) {
      const plan = model.fields.get(field);
      if (!plan) continue;
      if (plan.kind === 'relation')
        set(model.name, field, relationResolver(field, plan.relation, models));
      else if (plan.kind === 'code')
        set(model.name, field, (row, _args, { deps }) => plan.source.compute(row, deps.secrets));
      else set(model.name, field, undefined);
    }
    for (const [name, root] of Object.entries(model.reads.spec.roots ?? {})) {
      set(
        'Query',
        name,
        root.kind === 'one' ? oneResolver(root, model) : pageResolver(root, model),
      );
    }
  }
  for (const [name, value] of values)
    set('Query', name, (_root, _args, { reads, viewer }) => reads.value(value(viewer!.role)));
  const parse = (id: unknown) => {
    const parsed = parseGlobalId(String(id));
    const model = parsed && byPrefix.get(parsed.prefix);
    if (!model) throw badInput('Not a global id.');
    return { model, key: parsed.id };
  };
  type Parsed = ReturnType<typeof parse>;
  const find = ({ model, key }: Parsed, context: GraphqlContext, info: GraphQLResolveInfo) =>
    model.roles.includes(context.viewer!.role)
      ? context.reads.byKey(model, 'id', key, fieldsOf(info, model))
      : null;
  set('Query', 'node', async (_root, { id }, context, info) => find(parse(id), context, info));
  set('Query', 'nodes', async (_root, { ids }: { ids?: readonly unknown[] }, context, info) => {
    if (ids!.length > PAGE_MOST) throw badInput(`Send at most ${PAGE_MOST} ids.`);
    // All of them before any is read: a refusal leaves no read behind that nobody waits for.
    return ids!.map(parse).map((parsed) => find(parsed, context, info));
  });
}

function oneResolver(root: OneRoot, model: ReadModel): Resolver {
  return (_root, { by }, context, info) => {
    const [key, value] = Object.entries(by as Record<string, string>)[0]!;
    const fields = fieldsOf(info, model);
    if (key === 'id')
      return context.reads.byKey(model, 'id', decodeId(model.reads.spec.id, value), fields);
    return context.reads.byKey(model, root.by[key]!.column, value, fields, root.by[key]!.when);
  };
}

function pageResolver({ most }: PageRoot, model: ReadModel): Resolver {
  return (_root, args, context, info) =>
    context.reads.page(model, args as ConnectionArgs, selectedConnection(info, model.name), {
      most,
    });
}

function relationResolver(field: string, relation: Relation, models: Models): Resolver {
  const target = models.get(relation.to())!;
  switch (relation.kind) {
    case 'one':
      return (row, _args, context, info) => {
        const key = row[KEY.column(field)];
        return key == null
          ? null
          : context.reads.byKey(target, 'id', String(key), fieldsOf(info, target));
      };
    case 'some':
      return (row, _args, context, info) =>
        context.reads.children(
          target,
          relation.column,
          relation,
          String(row[KEY.id]),
          fieldsOf(info, target),
        );
    case 'page':
      return (row, args, context, info) =>
        context.reads.page(target, args as ConnectionArgs, selectedConnection(info, target.name), {
          parent: { column: relation.column, id: String(row[KEY.id]) },
        });
  }
}
