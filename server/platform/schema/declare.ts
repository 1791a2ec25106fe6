import {
  Arg,
  Extensions,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Subscription,
} from 'type-graphql';
import type { Role } from '../viewer.ts';

// type-graphql's decorators as plain calls, for the fields that are derived from declarations. The method
// bodies are never run: the assembly puts the engine's own resolvers in their place.

/** A class that type-graphql takes resolvers or fields from. */
export type ResolverClass = abstract new (...args: never[]) => object;

export interface ArgShape {
  readonly name: string;
  readonly type: () => unknown;
  readonly description: string;
  readonly nullable?: boolean;
}

export interface FieldDeclaration {
  readonly name: string;
  readonly type: () => unknown;
  readonly description: string;
  /** Of a list, `items` lets its items be null. */
  readonly nullable?: boolean | 'items';
  readonly args?: readonly ArgShape[];
}

type Returns = Parameters<typeof Query>[0] & (() => never);
const returns = (type: () => unknown): Returns => type as Returns;

const notRun = (): never => {
  throw new Error('The engine resolves this field');
};

function method(
  target: { prototype: object },
  { name, args = [] }: FieldDeclaration,
): PropertyDescriptor {
  const descriptor = { value: notRun, configurable: true, writable: true };
  Object.defineProperty(target.prototype, name, descriptor);
  args.forEach((arg, index) => {
    const options = { description: arg.description, nullable: arg.nullable ?? false };
    Arg(arg.name, returns(arg.type), options)(target.prototype, name, index);
  });
  return descriptor;
}

/** What the field of a root says to the server beside its SDL. */
interface RootRules {
  readonly roles: readonly Role[];
  /** Rows of a page, at most, if it is a list. */
  readonly most?: number;
}

/** Root fields, each with the roles that may use it. */
export function declareRoots(
  kind: 'Query' | 'Mutation' | 'Subscription',
  fields: readonly (FieldDeclaration & RootRules)[],
): ResolverClass {
  class Roots {}
  Resolver()(Roots);
  for (const field of fields) {
    const descriptor = method(Roots, field);
    const options = { description: field.description, nullable: field.nullable ?? false };
    const type = returns(field.type);
    const decorate = {
      Query: Query(type, options),
      Mutation: Mutation(type, options),
      Subscription: Subscription(type, { ...options, subscribe: notRun }),
    }[kind];
    decorate(Roots.prototype, field.name, descriptor);
    Extensions({ roles: field.roles, most: field.most })(Roots.prototype, field.name, descriptor);
  }
  return Roots;
}

/** Fields that an object type gets beside those of its class. */
export function declareFields(type: object, fields: readonly FieldDeclaration[]): ResolverClass {
  class Fields {}
  Resolver(() => type as never)(Fields);
  for (const field of fields) {
    const descriptor = method(Fields, field);
    const options = { description: field.description, nullable: field.nullable ?? false };
    FieldResolver(returns(field.type), options)(Fields.prototype, field.name, descriptor);
  }
  return Fields;
}

function classOf(
  decorate: (target: ResolverClass) => void,
  fields: readonly FieldDeclaration[],
): new () => object {
  class Shape {}
  for (const field of fields) {
    const options = { description: field.description, nullable: field.nullable ?? false };
    Field(returns(field.type), options)(Shape.prototype, field.name);
  }
  decorate(Shape);
  return Shape;
}

export const objectType = (
  name: string,
  description: string,
  fields: readonly FieldDeclaration[],
): (new () => object) =>
  classOf((target) => ObjectType(name, { description })(target as never), fields);

export const inputObject = (
  name: string,
  description: string,
  fields: readonly FieldDeclaration[],
): (new () => object) =>
  classOf((target) => InputType(name, { description })(target as never), fields);

/** Root fields with code behind them name their roles by this decorator. */
export const Access = (...roles: readonly Role[]): MethodDecorator =>
  Extensions({ roles }) as MethodDecorator;
