import { type GraphQLResolveInfo, GraphQLScalarType } from 'graphql';
import { Arg, Ctx, createUnionType, Field, Info, ObjectType, Query, Resolver } from 'type-graphql';
import { PublicError } from '../../errors.ts';
import type { Row } from '../../read/batches/session.ts';
import { PAGE_MOST } from '../../read/declare.ts';
import type { Models } from '../../read/model.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access } from '../../schema/decorators.ts';
import type { GraphqlContext } from '../context.ts';
import { subgraphSdl } from '../subgraph-sdl.ts';
import { checkCount, EVERYONE, type NodeFinder } from './nodes.ts';

const AnyScalar = new GraphQLScalarType({
  name: '_Any',
  description:
    'Representation of an object by a federation gateway: its `__typename` and its global `id`. Other fields are ignored.',
});

@ObjectType('_Service', {
  simpleResolvers: true,
  description: 'This API as a subgraph of a federation.',
})
class ServiceType {
  @Field(() => String, {
    description: 'SDL with the directives of Apollo Federation 2, for composition.',
  })
  sdl!: string;
}

/** `Query._service` and `Query._entities`, the two root fields of a subgraph of Apollo Federation 2. */
export function federationResolver(models: Models, finder: NodeFinder): ResolverClass {
  const entity = createUnionType({
    name: '_Entity',
    description:
      'Object that other subgraphs may refer to and extend: every type with a global id.',
    types: () => [...models.values()].map(({ reads }) => reads.type),
    resolveType: (row: object) => (row as Row).__typename as string,
  });

  const parse = (representation: unknown) => {
    const { __typename, id } = Object(representation) as Readonly<Record<string, unknown>>;
    const parsed = finder.parse(String(id));
    if (parsed.model.name !== __typename)
      throw PublicError.badInput(
        'A representation needs the `__typename` and the `id` of one object.',
      );
    return parsed;
  };

  @Resolver()
  class FederationResolver {
    @Query(() => ServiceType, {
      name: '_service',
      description: 'SDL for the gateway of a federation. An API key needs the scope schema:read.',
    })
    @Access(...EVERYONE)
    service(@Info() { schema }: GraphQLResolveInfo): ServiceType {
      return { sdl: subgraphSdl(schema) };
    }

    @Query(() => [entity], {
      name: '_entities',
      nullable: 'items',
      description:
        "Objects for the gateway of a federation, in the order of their representations; null for each one outside the viewer's scope.",
    })
    @Access(...EVERYONE)
    entities(
      @Arg('representations', () => [AnyScalar], {
        description: `Representations, at most ${PAGE_MOST}, each with \`__typename\` and \`id\`.`,
      })
      representations: readonly unknown[],
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      checkCount(representations, 'representations');
      return finder.find(representations.map(parse), context, info);
    }
  }
  return FederationResolver;
}
