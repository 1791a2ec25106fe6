import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Extensions, Info, Query, Resolver } from 'type-graphql';
import { globalId } from '../../ids.ts';
import type { Row } from '../../read/batches/session.ts';
import { type OneRoot, PAGE_MOST, type PageRoot, type ValueRoot } from '../../read/declare.ts';
import { hiddenFrom, mayUse } from '../../read/hidden.ts';
import type { ReadModel } from '../../read/model.ts';
import type { ConnectionArgs } from '../../read/page-request.ts';
import { byInput, connectionOf, pageArgs } from '../../read/sdl.ts';
import { selectedConnection, selectedOn } from '../../read/selection.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import type { GraphqlContext } from '../context.ts';

/** `Query.customer(by:)`: one row by its global id or another unique column. */
export function oneRootResolver(name: string, root: OneRoot, model: ReadModel): ResolverClass {
  const by = byInput(name, model);
  @Resolver()
  class OneRootResolver {
    @Query(() => model.reads.type, { name, description: root.one, nullable: true })
    @Access(...model.roles)
    @Arguments([{ name: 'by', type: () => by, description: 'Key of the object.' }])
    find(
      @Given() args: { readonly by: Readonly<Record<string, string>> },
      @Ctx() { reads, viewer }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row | null> {
      const [key, value] = Object.entries(args.by)[0]!;
      const fields = selectedOn(info, model.name);
      if (key === 'id')
        return reads.byKey(model, 'id', globalId.decode(model.reads.spec.id, value), fields);
      mayUse(hiddenFrom(model, viewer!.role).keys, 'key', key);
      return reads.byKey(model, key, value, fields, model.keys.get(key)!.when);
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
