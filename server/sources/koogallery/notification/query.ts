/** Parameters of a query, decoded. Each name occurs once. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Decodes a query as the sender encoded it: UTF-8, percent escapes, "+" for a space. Returns null for text that is not
 * encoded so, and for a repeated name, because the sender signs one value only.
 */
export function parametersOf(query: string): Parameters | null {
  const found = new Map<string, string>();
  if (query === '') return found;
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    if (at < 1) return null;
    const name = decoded(part.slice(0, at));
    const value = decoded(part.slice(at + 1));
    if (name === null || value === null || found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}

/** The query without the parameters of these names. */
export const without = (query: string, names: ReadonlySet<string>): string =>
  query
    .split('&')
    .filter((part) => !names.has(decoded(part.split('=', 1)[0]!) ?? ''))
    .join('&');

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
