import { type GraphQLSchema, isIntrospectionType } from 'graphql';

/** Part of a schema that carries a description and may be deprecated. */
export interface SchemaElement {
  description?: string | null | undefined;
  deprecationReason?: string | null | undefined;
}

/** All types, fields, arguments and enum values of a schema, by schema coordinate: `Query.customers(first:)`. */
export function* elementsOf(
  schema: GraphQLSchema,
): Generator<readonly [coordinate: string, element: SchemaElement]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    yield [type.name, type];
    for (const field of 'getFields' in type ? Object.values(type.getFields()) : []) {
      yield [`${type.name}.${field.name}`, field];
      for (const arg of 'args' in field ? field.args : [])
        yield [`${type.name}.${field.name}(${arg.name}:)`, arg];
    }
    for (const value of 'getValues' in type ? type.getValues() : [])
      yield [`${type.name}.${value.name}`, value];
  }
}
