import { globSync, readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';

/** A document as the portal's sources contain it. */
const DOCUMENT = /\b(?:graphql\(|gql)`([^`]*)`/g;

interface Loaded {
  readonly rawSDL: string;
  readonly document: DocumentNode;
  readonly location: string;
}

/**
 * Loads SDL files whole and documents from source files. The generator's own loader analyzes each source file as
 * TypeScript, which takes as long as the rest of its work.
 */
export const documentLoader = {
  async load(
    pattern: string,
    { ignore = [] }: { readonly ignore?: readonly string[] },
  ): Promise<readonly Loaded[]> {
    return globSync(pattern, { exclude: ignore }).flatMap((location) => {
      const text = readFileSync(location, 'utf8');
      const found = location.endsWith('.graphql') ? [text] : textsIn(text);
      return found.map((rawSDL) => ({ rawSDL, document: parse(rawSDL), location }));
    });
  },
};

const textsIn = (source: string): string[] =>
  [...source.matchAll(DOCUMENT)].map(([, text]) => text!);
