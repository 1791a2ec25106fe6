import type { TextRow } from '../../db/guarded-read.ts';
import { orderColumns } from '../compile.ts';
import { encodeCursor } from '../cursor.ts';
import type { FlatPlan } from './flat.ts';
import { type Keyed, type PageInfoName, type Scalar, Unplanned } from './plan.ts';

type Write = (text: string) => string;

/** Characters that JSON escapes. Most texts have none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON escapes
const ESCAPED = /["\\\u0000-\u001f]/;

/** How the text of a column becomes JSON. */
const WRITERS: Readonly<Record<Scalar, Write>> = {
  text: (text) => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`),
  number: (text) => text,
  boolean: (text) => (text === 't' ? 'true' : 'false'),
  list: (text) => text,
  json: (text) => text,
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
    const parts = outputs.map(([name, output]) => {
      if (output.kind === 'typename') return `"${name}":"${flat.model.name}Connection"`;
      if (output.kind === 'nodes') return `"${name}":[${ordered.map(row).join(',')}]`;
      return `"${name}":${pairs(output.fields, (field) => info[field]())}`;
    });
    return `{"${key}":{${parts.join(',')}}}`;
  };
}

/** The text of one row: keys are constants, only the values differ. */
function rowWriter({ fields, model }: FlatPlan): (row: TextRow) => string {
  let column = 0;
  const steps = fields.map(([name, output], i) => {
    const before = `${i === 0 ? '{' : ','}"${name}":`;
    if (output.kind === 'typename')
      return { before: `${before}"${model.name}"`, at: -1, write: WRITERS.json, none: '' };
    const none = output.required ? null : 'null';
    return { before, at: column++, write: WRITERS[output.scalar], none };
  });
  return (row) => {
    let text = '';
    for (const { before, at, write, none } of steps) {
      text += before;
      if (at < 0) continue;
      const value = row[at];
      if (value != null) text += write(value);
      else if (none === null) throw new Unplanned(`${model.name} has a null against the schema`);
      else text += none;
    }
    return `${text}}`;
  };
}

const pairs = <T>(fields: Keyed<T>, write: (field: T) => string): string =>
  `{${fields.map(([name, field]) => `"${name}":${write(field)}`).join(',')}}`;
