import { HORIZON } from '../../db/changes.ts';
import type { TextRow } from '../../db/pipelined-batch.ts';
import { sql, type Template } from '../../sql/sql.ts';
import type { ArgumentSite } from './argument-sites.ts';
import { buildPlan, type PlanRequest } from './build.ts';
import { hasCode, hasUpstream } from './code.ts';
import { flatOf } from './flat.ts';
import type { OperationPlan, ViewerTraits } from './plan.ts';
import { printFlat, printPlan } from './print.ts';
import { serializer } from './serialize.ts';
import { specialize } from './specialize.ts';

/** An operation ready to run for every viewer with the same traits; only its parameters are missing. */
export interface Compiled {
  readonly plan: OperationPlan;
  readonly statement: Template;
  /** Whether PostgreSQL plans the statement for each request. */
  readonly isSpread: boolean;
  /** Whether PostgreSQL may plan the statement for the values of its filters. */
  readonly plansForValues: boolean;
  readonly hasCode: boolean;
  readonly hasUpstream: boolean;
  /** Whether a list is read in the order of its changes. */
  readonly follows: boolean;
  /** Builds the JSON text of `data` from the statement's rows. */
  readonly json: (rows: readonly TextRow[]) => string;
}

/** Characters of a statement that PostgreSQL plans for tens of milliseconds: a list with its sums has a tenth of them. */
const LARGE = 25_000;

const onlyValue = (rows: readonly TextRow[]): string => rows[0]![0]!;

/** Plans, transforms and prints an operation. Throws Unplanned, or BAD_USER_INPUT for invalid arguments. */
export function compile(
  request: Omit<PlanRequest, 'role'>,
  traits: ViewerTraits,
): { readonly compiled: Compiled; readonly sites: readonly ArgumentSite[] } {
  const { plan, sites, isSpread, isFiltered } = buildPlan({ ...request, role: traits.role });
  const flat = flatOf(plan);
  const printed = flat ? printFlat(flat, traits) : printPlan(plan, traits);
  const statement = sql.template(specialize(printed, traits));
  const compiled = {
    plan,
    statement,
    isSpread,
    plansForValues: isFiltered && statement.text.length <= LARGE,
    hasCode: hasCode(plan),
    hasUpstream: hasUpstream(plan),
    follows: statement.text.includes(HORIZON),
    json: flat ? serializer(flat) : onlyValue,
  };
  return { compiled, sites };
}
