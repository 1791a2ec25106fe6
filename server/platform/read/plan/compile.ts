import { createHash } from 'node:crypto';
import { type Template, template } from '../sql.ts';
import { buildPlan, type PlanRequest } from './build.ts';
import { type Checks, checksOf } from './checks.ts';
import type { OperationPlan, Standing } from './plan.ts';
import { printPlan } from './print.ts';
import type { Site } from './sites.ts';
import { specialize } from './standing.ts';

/** An operation ready to run for every viewer of one standing: only its parameters are missing. */
export interface Compiled {
  readonly plan: OperationPlan;
  readonly statement: Template;
  /** By which PostgreSQL keeps it; equal for equal statements. */
  readonly name: string;
  readonly checks: Checks;
}

/** Plan, passes and printing in one. Throws Unplanned, or BAD_USER_INPUT for wrong arguments. */
export function compile(
  request: Omit<PlanRequest, 'role'>,
  standing: Standing,
): { readonly compiled: Compiled; readonly sites: readonly Site[] } {
  const { plan, sites } = buildPlan({ ...request, role: standing.role });
  const statement = template(specialize(printPlan(plan, standing), standing));
  const hash = createHash('sha256').update(statement.text).digest('hex');
  const compiled = { plan, statement, name: `q_${hash.slice(0, 24)}`, checks: checksOf(plan) };
  return { compiled, sites };
}
