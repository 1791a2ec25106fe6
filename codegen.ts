import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { type GraphQLSchema, introspectionFromSchema, isObjectType } from 'graphql';
import { referenceJson } from './portal/features/developers/reference/from-schema.ts';

/** The cache never looks at arguments, and without them the schema is half as large. */
const withoutArguments = (key: string, value: unknown): unknown => (key === 'args' ? [] : value);

/** What the normalized cache must know about the schema: its shape, and which types have no id of their own. */
function cacheModule(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type))
    .filter((type) => isObjectType(type) && !type.getInterfaces().some((i) => i.name === 'Node'))
    .map((type) => `  ${type.name}: () => null,`);
  const shape = minifyIntrospectionQuery(introspectionFromSchema(schema), {
    includeScalars: false,
    includeEnums: false,
    includeInputs: false,
  });
  return [
    "import type { CacheExchangeOpts, KeyingConfig } from '@urql/exchange-graphcache';",
    `export const keys: KeyingConfig = {\n${keyless.join('\n')}\n};`,
    // As a string, because a literal of this size makes the type checker slow.
    `export const schema = JSON.parse(${JSON.stringify(JSON.stringify(shape, withoutArguments))}) as CacheExchangeOpts['schema'];`,
    '',
  ].join('\n\n');
}

const scalars = {
  ...Object.fromEntries(['Date', 'DateTime', 'Decimal', 'Month'].map((name) => [name, 'string'])),
  _Any: 'unknown',
};

/** Our own generators, by name. */
const plugins: Readonly<Record<string, (schema: GraphQLSchema) => string>> = {
  graphcache: cacheModule,
  reference: referenceJson,
};

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['portal/**/*.{ts,tsx}', '!portal/gql/**', '!portal/dist/**'],
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
