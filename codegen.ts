import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { minifyIntrospectionQuery } from '@urql/introspection';
import {
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
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

/**
 * What the normalized cache must know about the schema: the shape of what the portal asks, and which types have no id
 * of their own.
 */
function cacheModule(schema: GraphQLSchema, documents: readonly Types.DocumentFile[]): string {
  const asked = selected(schema, documents);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && asked.has(type.name) && !roots.includes(type))
    .filter((type) => isObjectType(type) && !type.getInterfaces().some((i) => i.name === 'Node'))
    .map((type) => `  ${type.name}: () => null,`);
  const { __schema } = introspectionFromSchema(schema);
  const types = __schema.types
    .filter(({ name }) => asked.has(name))
    .map((type) =>
      type.kind === 'OBJECT'
        ? { ...type, fields: type.fields.filter(({ name }) => asked.has(`${type.name}.${name}`)) }
        : type,
    );
  const shape = minifyIntrospectionQuery(
    { __schema: { ...__schema, types } },
    { includeScalars: false, includeEnums: false, includeInputs: false },
  );
  /** The cache looks at no arguments, and of a field's type only whether it is a list and whether it may be null. */
  const bare = (key: string, value: unknown): unknown => {
    if (key === 'args') return [];
    if (key === 'possibleTypes')
      return (value as { name: string }[]).filter(({ name }) => asked.has(name));
    const isNamed = (key === 'type' || key === 'ofType') && !(value as { ofType?: object })?.ofType;
    return isNamed ? { kind: 'SCALAR' } : value;
  };
  return [
    "import type { CacheExchangeOpts, KeyingConfig } from '@urql/exchange-graphcache';",
    `export const keys: KeyingConfig = {\n${keyless.join('\n')}\n};`,
    // As a string, because a literal of this size makes the type checker slow.
    `export const schema = JSON.parse(${JSON.stringify(JSON.stringify(shape, bare))}) as CacheExchangeOpts['schema'];`,
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

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['portal/**/*.{ts,tsx}', '!portal/**/*.test.*', '!portal/gql/**', '!portal/dist/**'],
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
