import type { Keyed, ObjectPlan, OperationPlan, Output, PageOutput } from './plan.ts';

/** What is left to do with the answer of a plan's statement. */
export interface Checks {
  /** Response keys whose value may be null in SQL, though the schema forbids it. */
  readonly required: readonly string[];
  /** Whether code computes a field over the parsed rows. */
  readonly code: boolean;
}

/** A serializer checks its values itself. */
export const NO_CHECKS: Checks = { required: [], code: false };

/** Pass: collects what SQL alone does not guarantee. An id is never null: it is the key of its table. */
export function checksOf({ roots }: OperationPlan): Checks {
  const required = new Set<string>();
  let code = false;

  const object = ({ fields }: ObjectPlan): void => {
    for (const [key, output] of fields) field(key, output);
  };
  const field = (key: string, output: Output): void => {
    if (mayMiss(output)) required.add(key);
    if (output.kind === 'code') code = true;
    if (output.kind === 'one' || output.kind === 'some') object(output.target);
    if (output.kind === 'page') page(output.page.outputs);
  };
  const page = (outputs: Keyed<PageOutput>): void => {
    for (const [, output] of outputs) {
      if (output.kind === 'nodes') object(output.target);
      if (output.kind === 'edges')
        for (const [, part] of output.fields) if (typeof part !== 'string') object(part);
    }
  };

  for (const [, root] of roots) {
    if (root.kind === 'page') page(root.page.outputs);
    else if (root.kind === 'lookup') object(root.target);
  }
  return { required: [...required], code };
}

const mayMiss = (output: Output): boolean =>
  'required' in output &&
  output.required &&
  !(output.kind === 'value' && output.plan.kind === 'id');
