import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { PublicError } from '../../errors.ts';
import { globalId } from '../../ids.ts';
import type { Row } from '../../read/batches/session.ts';
import { PAGE_MOST } from '../../read/declare.ts';
import type { Models, ReadModel } from '../../read/model.ts';
import { selectedOn } from '../../read/selection.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access } from '../../schema/decorators.ts';
import { NodeType } from '../../schema/types.ts';
import { Role } from '../../viewer.ts';
import type { GraphqlContext } from '../context.ts';

/** Roles that read objects by their global ids; each type restricts its readers further. */
export const EVERYONE = Role.of('partner', 'seller', 'operator', 'customer', 'reporting');

interface NodeKey {
  readonly model: ReadModel;
  readonly key: string;
}

/** Finds rows of any type by the prefix of their global ids. */
export class NodeFinder {
  readonly #byPrefix: ReadonlyMap<string, ReadModel>;

  constructor(models: Models) {
    this.#byPrefix = new Map([...models.values()].map((model) => [model.reads.spec.id, model]));
  }

  /** Throws BAD_USER_INPUT for a text that is no global id of any type. */
  parse(id: string): NodeKey {
    const parsed = globalId.parse(id);
    const model = parsed && this.#byPrefix.get(parsed.prefix);
    if (!model) throw PublicError.badInput('Not a global id.');
    return { model, key: parsed.id };
  }

  /**
   * The rows of keys, in their order; null for each one outside the viewer's scope. The keys are complete before the
   * first read, so that a refusal leaves no read without a consumer.
   */
  find(
    keys: readonly NodeKey[],
    { reads, viewer }: GraphqlContext,
    info: GraphQLResolveInfo,
  ): (Promise<Row | null> | null)[] {
    return keys.map(({ model, key }) =>
      model.roles.includes(viewer!.role)
        ? reads.byKey(model, 'id', key, selectedOn(info, model.name))
        : null,
    );
  }
}

/** Throws BAD_USER_INPUT for more keys than a page has rows. */
export function checkCount(given: readonly unknown[], name: string): void {
  if (given.length > PAGE_MOST) throw PublicError.badInput(`Send at most ${PAGE_MOST} ${name}.`);
}

export function nodeRootsResolver(finder: NodeFinder): ResolverClass {
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
      return finder.find([finder.parse(id)], context, info)[0]!;
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
      checkCount(ids, 'ids');
      return finder.find(
        ids.map((id) => finder.parse(id)),
        context,
        info,
      );
    }
  }
  return NodeRootsResolver;
}
