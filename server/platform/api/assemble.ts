import {
  assertValidSchema,
  GraphQLDirective,
  type GraphQLSchema,
  isInputObjectType,
  specifiedDirectives,
} from 'graphql';
import { buildSchema, type ContainerType } from 'type-graphql';
import { checkParties } from '../db/aggregate.ts';
import { type Domain, type DomainModule, joinModules } from '../domain.ts';
import { getOrInsert } from '../get-or-insert.ts';
import { checkModels } from '../read/model.ts';
import type { ResolverClass } from '../schema/declare.ts';
import { deprecate } from '../schema/deprecation.ts';
import { elementsOf } from '../schema/elements.ts';
import { scalar } from '../schema/scalars.ts';
import { CommandErrorType } from '../schema/types.ts';
import { discoverTables, tableModel } from '../sql/columns.ts';
import type { Role } from '../viewer.ts';
import { authChecker } from './gate.ts';
import { federationResolver } from './resolvers/federation.ts';
import { mutationResolvers } from './resolvers/mutations.ts';
import { NodeFinder, nodeRootsResolver } from './resolvers/nodes.ts';
import { readResolvers } from './resolvers/reads.ts';
import { reportResolvers } from './resolvers/reports.ts';
import { valueRootResolver } from './resolvers/roots.ts';
import { NO_PUB_SUB, subscriptionResolver } from './resolvers/subscriptions.ts';

/**
 * Builds the schema from the modules. Throws for an entity without parties, a field without a source, an element
 * without a description, or a root field without roles.
 */
export async function assemble(modules: readonly DomainModule[]): Promise<Domain> {
  const entities = modules.flatMap((m) => m.entities ?? []);
  await discoverTables(entities);
  for (const entity of entities) checkParties(entity, tableModel(entity));
  const joined = joinModules(modules);
  const { models, values, reports } = joined;
  const finder = new NodeFinder(models);
  const resolvers: [ResolverClass, ...ResolverClass[]] = [
    nodeRootsResolver(finder),
    ...(models.size > 0 ? [federationResolver(models, finder)] : []),
    ...readResolvers(models),
    ...[...reports.values()].flatMap((report) => reportResolvers(report, models)),
    ...joined.valueRoots.map((root) => valueRootResolver(root, values.get(root.name)!)),
    ...mutationResolvers(joined.commands.values(), models),
    ...joined.subscriptions.map((subscription) => subscriptionResolver(subscription, models)),
    ...modules.flatMap((m) => m.resolvers ?? []),
  ];
  const schema = await buildSchema({
    resolvers,
    orphanedTypes: [CommandErrorType],
    scalarsMap: [{ type: Date, scalar: scalar.dateTime }],
    validate: false,
    authChecker,
    container: new Instances(),
    pubSub: NO_PUB_SUB,
    directives: DIRECTIVES,
    // The check runs an introspection query. The validation, its first step, follows below.
    skipCheck: true,
  });
  completeSchema(schema);
  deprecate(
    schema,
    modules.flatMap((m) => m.deprecations ?? []),
  );
  assertValidSchema(schema);
  checkModels(schema, models);
  checkDescriptions(schema);
  checkRoles(schema);
  return { ...joined, entities, schema };
}

/** Holds one object of each resolver class. type-graphql's default container searches a list for every field. */
class Instances implements ContainerType {
  readonly #instances = new Map<new () => object, object>();

  get(resolverClass: new () => object): object {
    return getOrInsert(this.#instances, resolverClass, () => new resolverClass());
  }
}

/**
 * The directives of the language, without the location `DIRECTIVE_DEFINITION`. Only graphql-js knows this location,
 * and introspection by graphql-core (Python) fails on it.
 */
const DIRECTIVES = specifiedDirectives.map((directive) => {
  const { locations, ...config } = directive.toConfig();
  return new GraphQLDirective({
    ...config,
    locations: locations.filter((at) => String(at) !== 'DIRECTIVE_DEFINITION'),
  });
});

const ROOT_TYPES: Readonly<Record<string, string>> = {
  Query:
    "Reads. A list returns 25 rows unless `first` or `last` asks for another number. An object outside the viewer's scope is null and appears in no list.",
  Mutation:
    'Commands, one mutation for each event. A refusal is data: `userErrors` gives the reasons by field, and nothing changes.',
  Subscription: 'Live events for the viewer, over server-sent events at `/graphql/stream`.',
};

/**
 * Sets two properties of the built schema that type-graphql cannot express: the descriptions of the root types, and
 * the flag of `@oneOf`, which graphql-js prints and enforces.
 */
function completeSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.extensions.oneOf) type.isOneOf = true;
  for (const [name, description] of Object.entries(ROOT_TYPES)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
}

/** Throws for a root field without roles, because gate 1 would let every caller use it. */
function checkRoles(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) {
    for (const { name, extensions } of Object.values(root?.getFields() ?? {})) {
      const roles = extensions.roles as readonly Role[] | undefined;
      if (!roles?.length) throw new Error(`${root!.name}.${name} names no role`);
    }
  }
}

function checkDescriptions(schema: GraphQLSchema): void {
  const missing = [...elementsOf(schema)].flatMap(([coordinate, { description }]) =>
    description ? [] : [coordinate],
  );
  if (missing.length > 0) throw new Error(`Elements without a description: ${missing.join(', ')}`);
}
