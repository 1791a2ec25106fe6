import { existsSync, readFileSync } from 'node:fs';
import { type DocumentNode, getOperationAST, parse } from 'graphql';

const MANIFEST = new URL('../../../portal/gql/persisted-documents.json', import.meta.url);

export interface Registered {
  readonly name: string;
  readonly document: DocumentNode;
}

/** The portal's queries by name. Throws one sentence if the portal is not built. */
export function registeredQueries(): Registered[] {
  if (!existsSync(MANIFEST))
    throw new Error('The portal is not built yet: run npm start or npm test once.');
  const texts: string[] = Object.values(JSON.parse(readFileSync(MANIFEST, 'utf8')));
  return texts
    .map((text) => {
      const document = parse(text);
      return { document, operation: getOperationAST(document)! };
    })
    .filter(({ operation }) => operation.operation === 'query')
    .map(({ document, operation }) => ({ document, name: operation.name?.value ?? 'unnamed' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
