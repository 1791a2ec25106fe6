/** The SQL texts of a source: each `sql` template with a `?` for every hole. Templates within holes are separate texts. */
export function sqlTexts(source: string): string[] {
  return [...source.matchAll(/\bsql`/g)].map(({ index }) => templateText(source, index + 4));
}

/** The text of a template that begins at `from`, holes replaced. */
function templateText(source: string, from: number): string {
  let text = '';
  for (let at = from; source[at] !== '`'; at++) {
    if (at >= source.length) throw new Error('A template without end');
    if (source.startsWith('${', at)) {
      at = holeEnd(source, at + 2);
      text += '?';
    } else text += source[at];
  }
  return text;
}

/** The position of the brace that closes a hole. */
function holeEnd(source: string, from: number): number {
  let open = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at]!;
    if (character === '{') open += 1;
    else if (character === '}' && open-- === 0) return at;
    else if (character === '`') at = templateEnd(source, at + 1);
    else if (character === "'" || character === '"')
      while (source[++at] !== character) if (source[at] === '\\') at += 1;
  }
  throw new Error('A hole without end');
}

function templateEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '`') return at;
    if (source.startsWith('${', at)) at = holeEnd(source, at + 2);
  }
  throw new Error('A template without end');
}

/** The table names in a text: whole words outside quotes, without columns and functions. */
export function tablesIn(text: string, tables: ReadonlySet<string>): string[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/"[^"]*"/g, '""');
  return [...bare.matchAll(/(?<![\w.$?]|\bas )([a-z_]+)(?![\w(]|\s*\()/g)]
    .map(([, word]) => word!)
    .filter((word) => tables.has(word));
}

/** Table names after an SQL keyword anywhere in a source, such as bodies of triggers and plain texts. */
export const tablesAfterKeywords = (source: string, tables: ReadonlySet<string>): string[] =>
  [...source.matchAll(/\b(?:from|join|into|update)\s+([a-z_]+)\b(?!\()/g)]
    .map(([, word]) => word!)
    .filter((word) => tables.has(word));
