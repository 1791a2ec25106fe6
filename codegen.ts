import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { Types } from '@graphql-codegen/plugin-helpers';
import {
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { documentLoader } from './portal/documents.codegen.ts';
import { referenceJson } from './portal/features/developers/reference/from-schema.ts';

/** The types that the portal's documents select from, and their fields as `Type.field`. */
function selected(schema: GraphQLSchema, documents: readonly Types.DocumentFile[]): Set<string> {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  for (const { document } of documents)
    visit(
      document!,
      visitWithTypeInfo(types, {
        Field(node) {
          const parent = types.getParentType()!;
          found.add(parent.name);
          for (const { name } of isAbstractType(parent)
            ? schema.getPossibleTypes(parent)
            : [parent])
            found.add(name).add(`${name}.${node.name.value}`);
        },
      }),
    );
  return found;
}

type Field = GraphQLField<unknown, unknown>;

/** The marks of a type, the outer one first: `!` is no null, `[` a list. */
const marksOf = (type: GraphQLType): string => {
  if (isNonNullType(type)) return `!${marksOf(type.ofType)}`;
  return isListType(type) ? `[${marksOf(type.ofType)}` : '';
};

/**
 * What the normalized cache must know about the schema, as `portal/lib/cache-schema.ts` reads it: the shape of what the
 * portal asks, and which types have no id of their own.
 */
function cacheModule(schema: GraphQLSchema, documents: readonly Types.DocumentFile[]): string {
  const asked = selected(schema, documents);
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => asked.has(name));
  const objects = types.filter(isObjectType);
  const abstract = types.filter(isAbstractType);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = objects
    .filter((type) => !roots.includes(type))
    .filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node'));
  const lineOf = (type: GraphQLNamedType, mark = ''): string => {
    const isPart = (one: GraphQLAbstractType) =>
      isObjectType(type) && schema.getPossibleTypes(one).includes(type);
    const names = [type, ...abstract.filter(isPart)].map(({ name }) => name);
    const fields = 'getFields' in type ? (Object.values(type.getFields()) as Field[]) : [];
    const texts = fields
      .filter(({ name }) => mark || asked.has(`${type.name}.${name}`))
      .map((field) => field.name + marksOf(field.type));
    return `${mark}${names.join(' ')}:${texts.join(' ')}`;
  };
  const lines = [
    ...objects.map((type) => lineOf(type)),
    ...abstract.map((type) => lineOf(type, '*')),
  ];
  return [
    `export const keyless =\n  ${JSON.stringify(keyless.map(({ name }) => name).join(' '))};`,
    `export const shape =\n  ${JSON.stringify(lines.join('\n'))};`,
    '',
  ].join('\n\n');
}

const scalars = {
  ...Object.fromEntries(['Date', 'DateTime', 'Decimal', 'Month'].map((name) => [name, 'string'])),
  _Any: 'unknown',
};

/** Our own generators, by name. */
const plugins: Readonly<
  Record<string, (schema: GraphQLSchema, documents: Types.DocumentFile[]) => string>
> = {
  graphcache: cacheModule,
  reference: referenceJson,
};

const config: CodegenConfig & { readonly loaders: readonly (typeof documentLoader)[] } = {
  schema: 'schema.graphql',
  documents: [
    'portal/**/*.{ts,tsx}',
    '!portal/*.ts',
    '!portal/**/*.test.*',
    '!portal/gql/**',
    '!portal/dist/**',
  ],
  loaders: [documentLoader],
  ignoreNoDocuments: true,
  pluginLoader: async (name: string) => {
    const own = Object.entries(plugins).find(([known]) => name.endsWith(known));
    return own ? { plugin: own[1] } : import(name);
  },
  generates: {
    'portal/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      // Without it the cache adds __typename later and the text no longer has the hash it was trusted under.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        useTypeImports: true,
        // Node, which loads the documents for tests, resolves no file name without extension.
        importExtension: '.ts',
        enumsAsTypes: true,
        strictScalars: true,
        scalars,
      },
    },
    'portal/gql/cache.ts': { plugins: ['graphcache'] },
    'portal/gql/reference.json': { plugins: ['reference'] },
  },
};

export default config;
