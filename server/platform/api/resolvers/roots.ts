import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, ID, Info, Query, Resolver } from 'type-graphql';
import { badInput } from '../../errors.ts';
import { decodeId, parseGlobalId } from '../../ids.ts';
import type { Row } from '../../read/batches/session.ts';
import { type OneRoot, PAGE_MOST, type PageRoot, type ValueRoot } from '../../read/declare.ts';
import type { Models, ReadModel } from '../../read/model.ts';
import type { ConnectionArgs } from '../../read/page-request.ts';
import { byInput, connectionOf, pageArgs } from '../../read/sdl.ts';
import { selectedConnection, selectedOn } from '../../read/selection.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import { NodeType } from '../../schema/types.ts';
import type { Sql } from '../../sql/sql.ts';
import { type Role, rolesOf } from '../../viewer.ts';
import type { GraphqlContext } from '../context.ts';

/** `Query.customer(by:)`: one row by its global id or another unique column. */
export function oneRootResolver(name: string, root: OneRoot, model: ReadModel): ResolverClass {
  const by = byInput(name, root, model);
  @Resolver()
  class OneRootResolver {
    @Query(() => model.reads.type, { name, description: root.one, nullable: true })
    @Access(...model.roles)
    @Arguments([{ name: 'by', type: () => by, description: 'Key of the object.' }])
    find(
      @Given() args: { readonly by: Readonly<Record<string, string>> },
      @Ctx() { reads }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row | null> {
      const [key, value] = Object.entries(args.by)[0]!;
      const fields = selectedOn(info, model.name);
      if (key === 'id')
        return reads.byKey(model, 'id', decodeId(model.reads.spec.id, value), fields);
      const { column, when } = root.by![key]!;
      return reads.byKey(model, column, value, fields, when);
    }
  }
  return OneRootResolver;
}

/** `Query.customers(first:, filter:, orderBy:)`: a page of all rows in the viewer's scope. */
export function pageRootResolver(name: string, root: PageRoot, model: ReadModel): ResolverClass {
  const { page: description, most = PAGE_MOST } = root;
  const connection = connectionOf(model);
  @Resolver()
  class PageRootResolver {
    @Query(() => connection.type, { name, description })
    @Access(...model.roles)
    @Extensions({ most })
    @Arguments([...pageArgs(most), ...connection.args])
    page(
      @Given() args: ConnectionArgs,
      @Ctx() { reads }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      return reads.page(model, args, selectedConnection(info, model.name), { most });
    }
  }
  return PageRootResolver;
}

/** A root that is one JSON value, for instance `Query.viewer`. */
export function valueRootResolver(
  { name, description, type, roles }: ValueRoot,
  valueFor: (role: Role) => Sql,
): ResolverClass {
  @Resolver()
  class ValueRootResolver {
    @Query(type, { name, description })
    @Access(...roles)
    value(@Ctx() { reads, viewer }: GraphqlContext): Promise<unknown> {
      return reads.value(valueFor(viewer!.role));
    }
  }
  return ValueRootResolver;
}

const EVERYONE = rolesOf('partner', 'seller', 'operator', 'customer', 'reporting');

/** `Query.node` and `Query.nodes`: rows of any type, found by the prefix of their global ids. */
export function nodeRootsResolver(models: Models): ResolverClass {
  const byPrefix = new Map([...models.values()].map((model) => [model.reads.spec.id, model]));
  const parse = (id: string): { model: ReadModel; key: string } => {
    const parsed = parseGlobalId(id);
    const model = parsed && byPrefix.get(parsed.prefix);
    if (!model) throw badInput('Not a global id.');
    return { model, key: parsed.id };
  };
  const find = (
    { model, key }: ReturnType<typeof parse>,
    { reads, viewer }: GraphqlContext,
    info: GraphQLResolveInfo,
  ): Promise<Row | null> | null =>
    model.roles.includes(viewer!.role)
      ? reads.byKey(model, 'id', key, selectedOn(info, model.name))
      : null;
  @Resolver()
  class NodeRootsResolver {
    @Query(() => NodeType, {
      nullable: true,
      description: "Object by its global id; null if the viewer's scope holds none.",
    })
    @Access(...EVERYONE)
    node(
      @Arg('id', () => ID, { description: 'Global id.' }) id: string,
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      return find(parse(id), context, info);
    }

    @Query(() => [NodeType], {
      nullable: 'items',
      description:
        "Objects by their global ids, in the order of the ids; null for each one outside the viewer's scope.",
    })
    @Access(...EVERYONE)
    nodes(
      @Arg('ids', () => [ID], { description: `Global ids, at most ${PAGE_MOST}.` })
      ids: readonly string[],
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      if (ids.length > PAGE_MOST) throw badInput(`Send at most ${PAGE_MOST} ids.`);
      // All ids are parsed before the first read, so that a refusal leaves no read without a consumer.
      return ids.map(parse).map((parsed) => find(parsed, context, info));
    }
  }
  return NodeRootsResolver;
}
