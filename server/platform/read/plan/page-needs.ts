import type { PagePlan } from './plan.ts';

/** The extra columns of a page's rows, in addition to the selected objects. Each costs time on every row. */
export interface PageNeeds {
  /** One row after the page, which decides whether there are more. */
  readonly more: boolean;
  /** Row numbers, to drop the extra row and to reverse a page that was read backwards. */
  readonly rank: boolean;
  /** Cursors of every row, of the first and the last row, or of no row. */
  readonly cursors: 'each' | 'ends' | 'none';
}

/** Pass: the needs that follow from the selection of a connection. */
export function pageNeeds({ shape, outputs }: Pick<PagePlan, 'shape' | 'outputs'>): PageNeeds {
  const info = outputs.flatMap(([, output]) =>
    output.kind === 'pageInfo' ? output.fields.map(([, name]) => name) : [],
  );
  const each = outputs.some(
    ([, output]) => output.kind === 'edges' && output.fields.some(([, part]) => part === 'cursor'),
  );
  const ends = info.includes('startCursor') || info.includes('endCursor');
  const more = info.includes(shape.backwards ? 'hasPreviousPage' : 'hasNextPage');
  return {
    more,
    rank: more || shape.backwards,
    cursors: each ? 'each' : ends ? 'ends' : 'none',
  };
}
