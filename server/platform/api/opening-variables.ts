import {
  type DocumentNode,
  type GraphQLInputType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isRequiredInputField,
  Kind,
  OperationTypeNode,
  print,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Domain } from '../domain.ts';

/** Rows of a page of the portal's lists as they open. */
const PAGE = 50;
const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: PAGE,
  Boolean: true,
  DateTime: '2000-01-01T00:00:00.000Z',
};

/** The variables that a request must send. */
const required = (document: DocumentNode): readonly VariableDefinitionNode[] =>
  (getOperationAST(document)?.variableDefinitions ?? []).filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );

/** Whether a document is a query that names no record. */
export const opensAlone = (document: DocumentNode): boolean =>
  getOperationAST(document)?.operation === OperationTypeNode.QUERY &&
  !required(document).some(({ type }) => /\bID\b/.test(print(type)));

/**
 * Variables in the form in which a page sends them when it opens: the required ones, without filters and in the
 * order of the list.
 */
export const openingVariables = (
  { schema }: Pick<Domain, 'schema'>,
  document: DocumentNode,
): Record<string, unknown> =>
  Object.fromEntries(
    required(document).map(({ variable: { name }, type }) => {
      const found = typeFromAST(schema, type);
      return [name.value, isInputType(found) ? sample(found) : null];
    }),
  );

function sample(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [sample(inner.ofType)];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields());
    return Object.fromEntries(
      fields
        .filter((field) => isRequiredInputField(field) || String(field.type) === 'DateTime')
        .map((field) => [field.name, sample(field.type)]),
    );
  }
  return SAMPLES[inner.name] ?? '';
}
