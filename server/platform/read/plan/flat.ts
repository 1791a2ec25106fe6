import type { Keyed } from '../shapes.ts';
import { pageNeeds } from './page-needs.ts';
import type { ObjectPlan, OperationPlan, PageOutput, PagePlan } from './plan.ts';

/** An operation that reads one long list: each row comes as the text of its object, and they are put together here. */
export interface FlatPlan {
  /** Response key of the list. */
  readonly key: string;
  readonly page: PagePlan;
  /** The object of a row. */
  readonly target: ObjectPlan;
  readonly outputs: Keyed<Extract<PageOutput, { kind: 'nodes' | 'pageInfo' | 'typename' }>>;
  /** Whether the values of the order follow the object, for the cursors of the ends. */
  readonly cursors: boolean;
}

/** From so many rows on, one large value is dearer than as many rows. */
const LONG = 200;

/** Pass: finds the flat list in a plan; null for any other operation, whose answer comes as one text. */
export function flatOf({ roots }: OperationPlan): FlatPlan | null {
  const [only, ...others] = roots;
  if (!only || others.length > 0 || only[1].kind !== 'page') return null;
  const { page } = only[1];
  if (page.size <= LONG || !page.outputs.every(isFlat)) return null;
  const outputs = page.outputs as FlatPlan['outputs'];
  const lists = outputs.flatMap(([, output]) => (output.kind === 'nodes' ? [output.target] : []));
  const [list] = lists;
  if (lists.length !== 1) return null;
  return {
    key: only[0],
    page,
    target: list!,
    outputs,
    cursors: pageNeeds(page).cursors === 'ends',
  };
}

const isFlat = ([, { kind }]: readonly [string, PageOutput]): boolean =>
  kind === 'nodes' || kind === 'pageInfo' || kind === 'typename';
