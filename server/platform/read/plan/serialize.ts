import type { TextRow } from '../../db/pipelined-batch.ts';
import { encodeCursor } from '../cursor.ts';
import { orderColumns } from '../scope.ts';
import type { Keyed } from '../shapes.ts';
import type { FlatPlan } from './flat.ts';
import type { PageInfoName } from './plan.ts';

/**
 * Returns the function that builds the answer's text from the rows of a flat plan. Each row holds an object's JSON,
 * followed by the ordering values.
 */
export function serializer(flat: FlatPlan): (rows: readonly TextRow[]) => string {
  const { page, key, outputs } = flat;
  const { shape, size } = page;
  const width = orderColumns(page.model, shape.order).length;
  const cursorOf = (found: TextRow | undefined): string =>
    found ? `"${encodeCursor(shape.order, found.slice(1, 1 + width))}"` : 'null';

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
    // The pieces are joined once: the text may be long, and every concatenation would copy it.
    const pieces = [`{"${key}":{`];
    outputs.forEach(([name, output], i) => {
      pieces.push(`${i === 0 ? '' : ','}"${name}":`);
      if (output.kind === 'typename') pieces.push(`"${page.model.name}Connection"`);
      else if (output.kind === 'pageInfo')
        pieces.push(pairs(output.fields, (field) => info[field]()));
      else {
        pieces.push('[');
        ordered.forEach(([object], j) => {
          pieces.push(j > 0 ? `,${object}` : object!);
        });
        pieces.push(']');
      }
    });
    pieces.push('}}');
    return pieces.join('');
  };
}

const pairs = <T>(fields: Keyed<T>, write: (field: T) => string): string =>
  `{${fields.map(([name, field]) => `"${name}":${write(field)}`).join(',')}}`;
