import type { TextRow } from '../../db/guarded-read.ts';
import { orderColumns } from '../compile.ts';
import { encodeCursor } from '../cursor.ts';
import type { FlatPlan } from './flat.ts';
import { type Keyed, type PageInfoName, type Scalar, Unplanned } from './plan.ts';

/** Characters that JSON escapes. Most texts have none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON escapes
const ESCAPED = /["\\\u0000-\u001f]/;

/** How the text of a column becomes JSON where it does not stand as it is or between quotes. */
const WRITERS: Readonly<Partial<Record<Scalar, (text: string) => string>>> = {
  text: (text) => (ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text),
  boolean: (text) => (text === 't' ? 'true' : 'false'),
};

/** Compiles the text of an answer out of the rows of a flat plan's statement. Throws Unplanned for a null against the schema. */
export function serializer(flat: FlatPlan): (rows: readonly TextRow[]) => string {
  const { page, key, outputs } = flat;
  const { shape, size } = page;
  const row = rowWriter(flat);
  const width = orderColumns(page.model, shape.order).length;
  const columns = flat.fields.filter(([, { kind }]) => kind === 'value').length;
  const cursorOf = (found: TextRow | undefined): string =>
    found ? `"${encodeCursor(shape.order, found.slice(columns, columns + width))}"` : 'null';

  return (rows) => {
    const more = rows.length > size;
    const shown = more ? rows.slice(0, size) : rows;
    const ordered = shape.backwards ? shown.toReversed() : shown;
    const info: Readonly<Record<PageInfoName, () => string>> = {
      hasNextPage: () => String(shape.backwards ? shape.hasCursor : more),
      hasPreviousPage: () => String(shape.backwards ? more : shape.hasCursor),
      startCursor: () => cursorOf(ordered[0]),
      endCursor: () => cursorOf(ordered.at(-1)),
      __typename: () => '"PageInfo"',
    };
    // Pieces of the whole text, put together once: it may be long, and each step would copy it.
    const pieces = [`{"${key}":{`];
    outputs.forEach(([name, output], i) => {
      pieces.push(`${i === 0 ? '' : ','}"${name}":`);
      if (output.kind === 'typename') pieces.push(`"${flat.model.name}Connection"`);
      else if (output.kind === 'pageInfo')
        pieces.push(pairs(output.fields, (field) => info[field]()));
      else {
        pieces.push('[');
        ordered.forEach((found, j) => {
          if (j > 0) pieces.push(',');
          pieces.push(row(found));
        });
        pieces.push(']');
      }
    });
    pieces.push('}}');
    return pieces.join('');
  };
}

/** The text of one row: whatever is the same in each, keys and quotes, is put together once. */
function rowWriter({ fields, model }: FlatPlan): (row: TextRow) => string {
  let column = 0;
  const steps = fields.map(([name, output], i) => {
    const key = `${i === 0 ? '{' : ','}"${name}":`;
    if (output.kind === 'typename') return { constant: `${key}"${model.name}"` };
    const { scalar, required } = output;
    const quote = scalar === 'text' || scalar === 'word' ? '"' : '';
    const none = required ? null : `${key}null`;
    return { before: key + quote, after: quote, at: column++, write: WRITERS[scalar], none };
  });
  return (row) => {
    let text = '';
    for (const step of steps) {
      if (step.constant !== undefined) {
        text += step.constant;
        continue;
      }
      const value = row[step.at];
      if (value != null) text += step.before + (step.write?.(value) ?? value) + step.after;
      else if (step.none === null)
        throw new Unplanned(`${model.name} has a null against the schema`);
      else text += step.none;
    }
    return `${text}}`;
  };
}

const pairs = <T>(fields: Keyed<T>, write: (field: T) => string): string =>
  `{${fields.map(([name, field]) => `"${name}":${write(field)}`).join(',')}}`;
