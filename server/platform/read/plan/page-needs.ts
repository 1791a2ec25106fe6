import type { PagePlan } from './plan.ts';

/** What a page's rows must carry beside the selected objects: each of it costs time on every row. */
export interface PageNeeds {
  /** One row beyond the page, to know whether there are more. */
  readonly more: boolean;
  /** Places in the order, to leave out that row and to turn a page round that was read backwards. */
  readonly rank: boolean;
  /** Cursors: of every row, of the first and the last, or none. */
  readonly cursors: 'each' | 'ends' | 'none';
}

/** Pass: which of these the selection of a connection asks for. */
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
