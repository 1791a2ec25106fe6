import { Extensions, Field, InputType, ObjectType } from 'type-graphql';

// Object and input types that are generated from declarations: type-graphql's decorators, applied to classes created
// here.

export type ResolverClass = abstract new (...args: never[]) => object;

export interface ArgShape {
  readonly name: string;
  readonly type: () => object;
  readonly description: string;
  readonly nullable?: boolean;
}

/** Creates the class of an object or input type, with one property for each field. */
function classOf(
  decorators: readonly ClassDecorator[],
  fields: readonly ArgShape[],
): new () => object {
  class Shape {}
  for (const { name, type, description, nullable = false } of fields)
    Field(type, { description, nullable })(Shape.prototype, name);
  for (const decorate of decorators) decorate(Shape);
  return Shape;
}

export const objectType = (
  name: string,
  description: string,
  fields: readonly ArgShape[],
): (new () => object) =>
  classOf([ObjectType(name, { description, simpleResolvers: true })], fields);

export const inputObject = (
  name: string,
  description: string,
  fields: readonly ArgShape[],
): (new () => object) => classOf([InputType(name, { description })], fields);

/** An input with exactly one given field. The assembly turns the marker into `@oneOf`. */
export const oneOfInput = (
  name: string,
  description: string,
  fields: readonly ArgShape[],
): (new () => object) =>
  classOf([InputType(name, { description }), Extensions({ oneOf: true })], fields);
