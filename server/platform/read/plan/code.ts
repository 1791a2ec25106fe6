import type { Keyed } from '../shapes.ts';
import type { ObjectPlan, OperationPlan, Output, PageOutput } from './plan.ts';

/** Pass: whether code computes a field. The answer must then be parsed. */
export const hasCode = ({ roots }: OperationPlan): boolean =>
  roots.some(([, root]) => {
    if (root.kind === 'page') return inPage(root.page.outputs);
    if (root.kind === 'report')
      return root.plan.outputs.some(([, out]) => out.kind === 'rows' && inObject(out.target));
    return root.kind === 'lookup' && inObject(root.target);
  });

const inObject = ({ fields }: Pick<ObjectPlan, 'fields'>): boolean =>
  fields.some(([, output]) => inField(output));

function inField(output: Output): boolean {
  if (output.kind === 'one' || output.kind === 'some') return inObject(output.target);
  if (output.kind === 'page') return inPage(output.page.outputs);
  return output.kind === 'code';
}

const inPage = (outputs: Keyed<PageOutput>): boolean =>
  outputs.some(([, output]) => {
    if (output.kind === 'nodes') return inObject(output.target);
    if (output.kind !== 'edges') return false;
    return output.fields.some(([, part]) => typeof part !== 'string' && inObject(part));
  });
