import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
} from 'graphql';
import type { ReferenceArgument, ReferenceField, ReferenceType } from './shapes.ts';

/** The schema as data for the pages of the API reference: `portal/gql/reference.json`. */
export const referenceJson = (schema: GraphQLSchema): string =>
  JSON.stringify(
    Object.values(schema.getTypeMap())
      .filter((type) => !isIntrospectionType(type))
      .map(typeOf)
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
  );

function typeOf(type: GraphQLNamedType): ReferenceType {
  return {
    name: type.name,
    kind: kindOf(type),
    description: type.description ?? '',
    ...((isObjectType(type) || isInterfaceType(type)) && {
      fields: Object.values(type.getFields()).map(fieldOf),
      interfaces: type.getInterfaces().map(({ name }) => name),
    }),
    ...(isInputObjectType(type) && { fields: Object.values(type.getFields()).map(argumentOf) }),
    ...(isEnumType(type) && {
      values: type.getValues().map(({ name, description, deprecationReason }) => ({
        name,
        description: description ?? '',
        ...(deprecationReason && { deprecated: deprecationReason }),
      })),
    }),
    ...(isUnionType(type) && { members: type.getTypes().map(({ name }) => name) }),
  };
}

function kindOf(type: GraphQLNamedType): ReferenceType['kind'] {
  if (/^(Query|Mutation|Subscription)$/.test(type.name)) return 'ROOT';
  if (isEnumType(type)) return 'ENUM';
  if (isInputObjectType(type)) return 'INPUT';
  if (isScalarType(type)) return 'SCALAR';
  return isObjectType(type) ? 'OBJECT' : 'ABSTRACT';
}

const fieldOf = (field: GraphQLField<unknown, unknown>): ReferenceField => ({
  ...elementOf(field),
  ...(field.args.length > 0 && { args: field.args.map(argumentOf) }),
});

const argumentOf = (element: GraphQLArgument | GraphQLInputField): ReferenceArgument => ({
  ...elementOf(element),
  ...(element.astNode?.defaultValue && { initial: print(element.astNode.defaultValue) }),
});

const elementOf = (
  element: GraphQLField<unknown, unknown> | GraphQLArgument | GraphQLInputField,
) => ({
  name: element.name,
  type: String(element.type),
  description: element.description ?? '',
  ...(element.deprecationReason && { deprecated: element.deprecationReason }),
});
