import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
} from 'graphql';
import { getOrInsert } from '../get-or-insert.ts';

/** Composition knows `@oneOf` only if the subgraph defines it. */
const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])

directive @oneOf on INPUT_OBJECT`;
/** Value types that other subgraphs usually define too. */
const SHAREABLE: ReadonlySet<string> = new Set(['PageInfo', 'Money', 'Count']);
const KEY = directiveOf('@key(fields: "id")');
const SHARED = directiveOf('@shareable');

const known = new WeakMap<GraphQLSchema, string>();

/**
 * The schema as a subgraph of Apollo Federation 2: every type with a global id has the key `id`, and other subgraphs
 * may define the shared value types too. The gateway's own fields and types are left out.
 */
export const subgraphSdl = (schema: GraphQLSchema): string =>
  getOrInsert(known, schema, () => {
    const { definitions } = parse(printSchema(lexicographicSortSchema(schema)));
    const printed = definitions.filter((node) => !isInternal(node)).map(federated);
    return `${HEAD}\n\n${print({ kind: Kind.DOCUMENT, definitions: printed })}\n`;
  });

const isInternal = (node: DefinitionNode | { readonly name: { readonly value: string } }) =>
  'name' in node && node.name !== undefined && node.name.value.startsWith('_');

function federated(node: DefinitionNode): DefinitionNode {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  return {
    ...node,
    fields: node.fields?.filter((field) => !isInternal(field)) ?? [],
    directives: [...(node.directives ?? []), ...directivesOf(node)],
  };
}

function directivesOf({ name, interfaces }: ObjectTypeDefinitionNode): ConstDirectiveNode[] {
  if (interfaces?.some((implemented) => implemented.name.value === 'Node')) return [KEY];
  return SHAREABLE.has(name.value) ? [SHARED] : [];
}

function directiveOf(text: string): ConstDirectiveNode {
  const [node] = parse(`scalar S ${text}`).definitions;
  return (node as { directives: readonly ConstDirectiveNode[] }).directives[0]!;
}
