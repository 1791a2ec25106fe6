import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** A field with its arguments: `orders(first: 3)`. */
const FIELD = /^(\w+)(\(.*\))?$/s;

const ASYMMETRIC = Symbol.for('jest.asymmetricMatcher');

/** The shape of a value: a matcher such as `expect.objectContaining` has the sample it was given. */
const shapeOf = (value: unknown): unknown =>
  (value as { $$typeof?: symbol } | null)?.$$typeof === ASYMMETRIC
    ? (value as { sample?: unknown }).sample
    : value;

/** The objects in a value, through lists of any depth. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  const shape = shapeOf(value);
  if (Array.isArray(shape)) return shape.flatMap(objectsIn);
  return typeof shape === 'object' && shape !== null && !(shape instanceof RegExp)
    ? [shape as Record<string, unknown>]
    : [];
}

/**
 * The selection set whose answer has the shape of `expected`: a key is a field, with arguments if it needs them
 * (`'orders(first: 3)'`). An expected null or an empty list of objects selects only their `__typename`.
 */
export function selectionFor(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  ...expected: readonly unknown[]
): string {
  const objects = expected.flatMap(objectsIn);
  if (isAbstractType(type) && objects.some((one) => '__typename' in one)) {
    const byType = Object.groupBy(objects, ({ __typename }) => String(__typename));
    const parts = Object.entries(byType).map(
      ([name, of]) => `... on ${name} ${selectionFor(schema, schema.getType(name)!, of)}`,
    );
    return `{ __typename ${parts.join(' ')} }`;
  }
  const keys = new Set(objects.flatMap(Object.keys));
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  const selections = [...keys].map((key) => {
    const name = FIELD.exec(key)![1]!;
    const field = fields[name];
    if (!field) return name;
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return key;
    return `${key} ${selectionFor(schema, inner, ...objects.map((one) => one[key]))}`;
  });
  return `{ ${selections.join(' ') || '__typename'} }`;
}

/** An expected answer with the fields' names alone as keys. */
export function withoutArguments(expected: unknown): unknown {
  if (Array.isArray(expected)) return expected.map(withoutArguments);
  if (typeof expected !== 'object' || expected === null) return expected;
  if ('$$typeof' in expected || Object.getPrototypeOf(expected) !== Object.prototype)
    return expected;
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [FIELD.exec(key)![1]!, withoutArguments(value)]),
  );
}
