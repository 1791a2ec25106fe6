import type { Keyed } from '../shapes.ts';
import { pageNeeds } from './page-needs.ts';
import type { ObjectPlan, OperationPlan, PageOutput, PagePlan } from './plan.ts';

/** An operation that reads one long list. Each row is the text of its object; the server joins the rows. */
export interface FlatPlan {
  readonly key: string;
  readonly page: PagePlan;
  readonly target: ObjectPlan;
  readonly outputs: Keyed<Extract<PageOutput, { kind: 'nodes' | 'pageInfo' | 'typename' }>>;
  /** Whether the values of the ordering follow the object, for the cursors of the first and last row. */
  readonly cursors: boolean;
}

/** Maximum size of a page that is read as one value; a longer page costs less as separate rows. */
const LONG = 200;

/** Pass: finds the flat list in a plan. Returns null for any other operation, whose answer is one text. */
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
