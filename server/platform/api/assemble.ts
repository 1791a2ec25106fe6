import {
  defaultFieldResolver,
  GraphQLDirective,
  type GraphQLFieldResolver,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isIntrospectionType,
  specifiedDirectives,
} from 'graphql';
import { buildSchema } from 'type-graphql';
import { type Domain, type DomainModule, joinModules } from '../domain.ts';
import { forbidden, type PublicError, unauthenticated } from '../errors.ts';
import { checkModels } from '../read/model.ts';
import { byInputName, declareSdl } from '../read/sdl.ts';
import { DateTimeScalar } from '../schema/scalars.ts';
import { CommandErrorType } from '../schema/types.ts';
import { discoverTables } from '../sql/columns.ts';
import { ROLES, type Role, type Viewer } from '../viewer.ts';
import type { GraphqlContext } from './context.ts';
import { attachMutations, declareMutations } from './mutations.ts';
import { attachReads } from './resolvers.ts';
import { attachSubscriptions, declareSubscriptions, NO_PUB_SUB } from './subscriptions.ts';

/**
 * Builds the schema from the modules and refuses to build a wrong one: a field without a source, an
 * element without a description, a root field without roles.
 */
export async function assemble(modules: readonly DomainModule[]): Promise<Domain> {
  await discoverTables(modules.flatMap((m) => m.entities ?? []) as never[]);
  const joined = joinModules(modules);
  const generated = [
    ...declareSdl(joined.models, joined.valueRoots),
    declareMutations(joined.commands.values()),
    declareSubscriptions(joined.subscriptions, joined.models),
  ];
  const schema = await buildSchema({
    resolvers: [...generated, ...modules.flatMap((m) => m.resolvers ?? [])] as never,
    orphanedTypes: [CommandErrorType],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    pubSub: NO_PUB_SUB,
    directives: DIRECTIVES,
  });
  attachReads(schema, joined.models, joined.values);
  attachMutations(schema, joined.commands.values(), joined.models);
  attachSubscriptions(schema, joined.subscriptions);
  for (const model of joined.models.values()) {
    for (const [name, root] of Object.entries(model.reads.spec.roots ?? {})) {
      if (root.kind === 'one') markOneOf(schema, byInputName(name));
    }
  }
  describeRoots(schema);
  checkModels(schema, joined.models);
  checkDescriptions(schema);
  guardRoots(schema);
  return { ...joined, schema };
}

/**
 * The directives of the language, without a location that graphql-js alone knows: introspection by
 * graphql-core (Python) fails on the name `DIRECTIVE_DEFINITION`.
 */
const DIRECTIVES = specifiedDirectives.map((directive) => {
  const { locations, ...config } = directive.toConfig();
  return new GraphQLDirective({
    ...config,
    locations: locations.filter((at) => String(at) !== 'DIRECTIVE_DEFINITION'),
  });
});

/** type-graphql cannot declare `@oneOf`; graphql-js prints and enforces it once the flag is set. */
function markOneOf(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is not in the schema`);
  (type as GraphQLInputObjectType).isOneOf = true;
}

/** What holds for all fields of a root type; type-graphql makes these types without a word. */
const ROOT_TYPES: Readonly<Record<string, string>> = {
  Query:
    "Reads. A list takes `first` or `last`. An object outside the viewer's scope is null and appears in no list.",
  Mutation:
    'Commands, one mutation for each event. A refusal is data: `userErrors` gives the reasons by field, and nothing changes.',
  Subscription: 'Live events for the viewer, over server-sent events at `/graphql/stream`.',
};

function describeRoots(schema: GraphQLSchema): void {
  for (const [name, description] of Object.entries(ROOT_TYPES)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
}

/** Gate 1: every root field names its roles, and nobody else gets past it. */
function guardRoots(schema: GraphQLSchema): void {
  const subscriptions = schema.getSubscriptionType();
  for (const root of [schema.getQueryType(), schema.getMutationType(), subscriptions]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const roles = field.extensions.roles as readonly Role[] | undefined;
      if (!roles?.length) throw new Error(`${root!.name}.${field.name} names no role`);
      const guarded =
        (resolve: Resolve): Resolve =>
        (source, args, context, info) => {
          if (!context.viewer) throw unauthenticated();
          if (!roles.includes(context.viewer.role)) throw refusedTo(context.viewer, roles);
          return resolve(source, args, context, info);
        };
      field.resolve = guarded(field.resolve ?? defaultFieldResolver);
      if (root === subscriptions) field.subscribe = guarded(field.subscribe!);
    }
  }
}

/** Names the colleagues who may, as `permissions` does; other sides' roles stay unnamed. */
function refusedTo({ side }: Viewer, roles: readonly Role[]): PublicError {
  const colleagues = roles.filter((role) => ROLES[role] === side);
  return forbidden(undefined, colleagues.length > 0 ? { roles: colleagues } : undefined);
}

type Resolve = GraphQLFieldResolver<unknown, GraphqlContext>;

function checkDescriptions(schema: GraphQLSchema): void {
  const missing: string[] = [];
  const check = (path: string, element: { description?: string | null }): void => {
    if (!element.description) missing.push(path);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    check(type.name, type);
    if ('getFields' in type) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        for (const arg of 'args' in field ? field.args : [])
          check(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    if ('getValues' in type)
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
  }
  if (missing.length > 0) throw new Error(`Elements without a description: ${missing.join(', ')}`);
}
