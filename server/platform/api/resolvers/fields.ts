import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import { type ClassType, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { isUuid } from '../../ids.ts';
import type { Row } from '../../read/batches/session.ts';
import { KEY } from '../../read/batches/statements.ts';
import type { CodeField, FieldShape, Relation, Subject } from '../../read/declare.ts';
import type { FieldPlan, Models, ReadModel } from '../../read/model.ts';
import type { ConnectionArgs } from '../../read/page-request.ts';
import { connectionOf, pageArgs } from '../../read/sdl.ts';
import { selectedConnection, selectedOn } from '../../read/selection.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Arguments, Given } from '../../schema/decorators.ts';
import type { GraphqlContext } from '../context.ts';

// type-graphql finds the resolver of a field by its method's name, so each method here has the field's name.

const shapeOptions = (shape?: FieldShape) =>
  shape && { description: shape.description, nullable: shape.nullable ?? false };

type RelationOf<Kind extends Relation['kind']> = Extract<Relation, { kind: Kind }>;

export function oneFieldResolver(
  type: ClassType<object>,
  name: string,
  { description, nullable }: RelationOf<'one'>,
  target: ReadModel,
): ResolverClass {
  @Resolver(() => type)
  class OneFieldResolver {
    @FieldResolver(() => target.reads.type, { description, nullable })
    [name](
      @Root() row: Row,
      @Ctx() { reads }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row | null> | null {
      const key = row[KEY.column(name)];
      return key == null
        ? null
        : reads.byKey(target, 'id', String(key), selectedOn(info, target.name));
    }
  }
  return OneFieldResolver;
}

/** A relation to a short list: `Order.lines`. */
export function listFieldResolver(
  type: ClassType<object>,
  name: string,
  relation: RelationOf<'some'>,
  target: ReadModel,
): ResolverClass {
  @Resolver(() => type)
  class ListFieldResolver {
    @FieldResolver(() => [target.reads.type], { description: relation.description })
    [name](
      @Root() row: Row,
      @Ctx() { reads }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row[]> {
      const fields = selectedOn(info, target.name);
      return reads.children(target, relation.column, relation, String(row[KEY.id]), fields);
    }
  }
  return ListFieldResolver;
}

/** A relation to a list in pages: `Customer.orders(first:)`. */
export function pageFieldResolver(
  type: ClassType<object>,
  name: string,
  { column, description }: RelationOf<'page'>,
  target: ReadModel,
): ResolverClass {
  const connection = connectionOf(target);
  @Resolver(() => type)
  class PageFieldResolver {
    @FieldResolver(() => connection.type, { description })
    @Arguments([...pageArgs(), ...connection.args])
    [name](
      @Root() row: Row,
      @Given() args: ConnectionArgs,
      @Ctx() { reads }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      return reads.page(target, args, selectedConnection(info, target.name), {
        parent: { column, id: String(row[KEY.id]) },
      });
    }
  }
  return PageFieldResolver;
}

/** A field that code computes from the row. An edge gives its shape; else the type's class declares it. */
export function codeFieldResolver(
  type: ClassType<object>,
  name: string,
  { compute }: CodeField,
  shape?: FieldShape,
): ResolverClass {
  @Resolver(() => type)
  class CodeFieldResolver {
    @FieldResolver(shape?.type, shapeOptions(shape))
    [name](@Root() row: Row, @Ctx() { deps }: GraphqlContext): unknown {
      return compute(row, deps.secrets);
    }
  }
  return CodeFieldResolver;
}

/** A field that an upstream answers: `CustomerUser.mail`. */
export function upstreamFieldResolver(
  type: ClassType<object>,
  name: string,
  { need, upstream }: Extract<FieldPlan, { kind: 'upstream' }>,
  shape?: FieldShape,
): ResolverClass {
  @Resolver(() => type)
  class UpstreamFieldResolver {
    @FieldResolver(shape?.type, shapeOptions(shape))
    [name](
      @Root() row: Row,
      @Ctx() { ask }: GraphqlContext,
      @Info() { path }: GraphQLResolveInfo,
    ): Promise<unknown> | null {
      const input = row[need] ?? null;
      return input === null ? null : ask(upstream, input, responsePathAsArray(path));
    }
  }
  return UpstreamFieldResolver;
}

/** A field that a later module adds to an earlier type. The SQL of the read has put its value into the row. */
export function rowFieldResolver(
  type: ClassType<object>,
  name: string,
  shape: FieldShape,
): ResolverClass {
  @Resolver(() => type)
  class RowFieldResolver {
    @FieldResolver(shape.type, shapeOptions(shape))
    [name](@Root() row: Row): unknown {
      return row[name];
    }
  }
  return RowFieldResolver;
}

/** A field that leads to an object of any type: `Notification.subject`. */
export function subjectFieldResolver(
  type: ClassType<object>,
  name: string,
  leads: (row: Row) => Subject,
  models: Models,
): ResolverClass {
  const byName = new Map([...models.values()].map((model) => [model.name, model]));
  @Resolver(() => type)
  class SubjectFieldResolver {
    @FieldResolver()
    [name](
      @Root() row: Row,
      @Ctx() { reads, viewer }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row | null> | null {
      const subject = leads(row);
      const model = byName.get(subject.type);
      return model?.roles.includes(viewer!.role) && isUuid(subject.key)
        ? reads.byKey(model, 'id', subject.key, selectedOn(info, model.name))
        : null;
    }
  }
  return SubjectFieldResolver;
}
