import type { Keyed } from '../shapes.ts';
import type { ObjectPlan, OperationPlan, Output, PageOutput } from './plan.ts';

type Kinds = ReadonlySet<Output['kind']>;

const COMPUTED: Kinds = new Set(['code', 'upstream']);
const ASKED: Kinds = new Set(['upstream']);

/** Pass: whether code computes a field. The answer must then be parsed. */
export const hasCode = (plan: OperationPlan): boolean => holds(plan, COMPUTED);

/** Pass: whether an upstream answers a field. */
export const hasUpstream = (plan: OperationPlan): boolean => holds(plan, ASKED);

const holds = ({ roots }: OperationPlan, kinds: Kinds): boolean =>
  roots.some(([, root]) => {
    if (root.kind === 'page') return inPage(root.page.outputs, kinds);
    if (root.kind === 'report')
      return root.plan.outputs.some(
        ([, out]) => out.kind === 'rows' && inObject(out.target, kinds),
      );
    return root.kind === 'lookup' && inObject(root.target, kinds);
  });

const inObject = ({ fields }: Pick<ObjectPlan, 'fields'>, kinds: Kinds): boolean =>
  fields.some(([, output]) => inField(output, kinds));

function inField(output: Output, kinds: Kinds): boolean {
  if (output.kind === 'one' || output.kind === 'some') return inObject(output.target, kinds);
  if (output.kind === 'page') return inPage(output.page.outputs, kinds);
  return kinds.has(output.kind);
}

const inPage = (outputs: Keyed<PageOutput>, kinds: Kinds): boolean =>
  outputs.some(([, output]) => {
    if (output.kind === 'nodes') return inObject(output.target, kinds);
    if (output.kind !== 'edges') return false;
    return output.fields.some(([, part]) => typeof part !== 'string' && inObject(part, kinds));
  });
