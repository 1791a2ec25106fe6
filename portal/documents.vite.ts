import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DocumentNode, Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import { normalizePath, type Plugin } from 'vite';

const PORTAL = normalizePath(fileURLToPath(new URL('.', import.meta.url)));
const GENERATED = fileURLToPath(new URL('./gql/graphql.ts', import.meta.url));
const HELPER = fileURLToPath(new URL('./lib/persisted-document.ts', import.meta.url));
const CALL = /\bgraphql\(`([^`]*)`\)/g;
const DOCUMENT = /^export const \w+Document = (\{.*\}) as unknown as DocumentNode/gm;

type Trusted = DocumentNode & { __meta__: { hash: string } };

const operationName = (document: DocumentNode): string | undefined => {
  const [first] = document.definitions;
  return first?.kind === Kind.OPERATION_DEFINITION ? first.name?.value : undefined;
};

/** Every operation by name, as the generated types have it: whole, with the fragments it spreads. */
function operations(): Map<string | undefined, Trusted> {
  const found = [...readFileSync(GENERATED, 'utf8').matchAll(DOCUMENT)];
  const documents = found.map(([, json]) => JSON.parse(json!) as Trusted);
  return new Map(documents.map((document) => [operationName(document), document]));
}

/** Whether a module is written here rather than generated; folders above the portal may have any name. */
const isOwnSource = (id: string): boolean =>
  id.startsWith(PORTAL) && !id.startsWith(`${PORTAL}gql/`) && /\.tsx?$/.test(id);

/**
 * Puts each operation into the file that asks for it, as text; a fragment needs none at run time. Else every
 * page would load the documents of all pages, as syntax trees of a megabyte.
 */
export function ownDocuments(): Plugin {
  let known: ReturnType<typeof operations>;
  return {
    name: 'own-documents',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      known = operations();
    },
    transform(code, id) {
      if (!isOwnSource(id) || !code.includes('graphql(`')) return null;
      const own = code.replace(CALL, (_, source: string) => {
        const name = operationName(parse(source));
        if (!name) return '{}';
        const document = known.get(name);
        if (!document) throw new Error(`${name} in ${id} is not generated yet.`);
        const text = stripIgnoredCharacters(print(document));
        return `persistedDocument(${JSON.stringify(document.__meta__.hash)}, ${JSON.stringify(text)})`;
      });
      if (own === code) return null;
      return `import { persistedDocument } from ${JSON.stringify(HELPER)};\n${own}`;
    },
  };
}
