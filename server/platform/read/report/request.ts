import { PublicError } from '../../errors.ts';
import type { Role } from '../../viewer.ts';
import { mayUse } from '../hidden.ts';
import { filtersOf } from '../page-request.ts';
import type { PageShape } from '../shapes.ts';
import { REPORT_MOST } from './declare.ts';
import type { ReportModel } from './model.ts';

/** Arguments of a report, as graphql-js coerced them. */
export interface ReportArgs {
  readonly groupBy: readonly string[];
  readonly first: number;
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

/** The shape of a report, which decides the statement's text. Values are arguments of the statement. */
export interface ReportShape {
  readonly dimensions: readonly string[];
  readonly order: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
  readonly filters: PageShape['filters'];
}

export interface ReportRequest {
  readonly shape: ReportShape;
  readonly values: Record<string, unknown>;
  readonly size: number;
}

/**
 * Validates the arguments of a report and splits them into the statement's shape and values. Throws FORBIDDEN for a
 * filter or a dimension that tells what the role may not read.
 */
export function reportRequest(
  { measures, dimensions, filters, hiddenFrom }: ReportModel,
  role: Role,
  { groupBy, first, filter, orderBy }: ReportArgs,
): ReportRequest {
  if (first < 1 || first > REPORT_MOST)
    throw PublicError.badInput(`\`first\` is from 1 to ${REPORT_MOST}.`);
  const hidden = hiddenFrom(role);
  const grouped = [...new Set(groupBy)];
  for (const name of grouped) mayUse(hidden.dimensions, 'dimension', name);
  if (orderBy && dimensions.has(orderBy.field) && !grouped.includes(orderBy.field))
    throw PublicError.badInput(
      'A report can be ordered by its measures and by the dimensions in `groupBy`.',
    );
  const values: Record<string, unknown> = {};
  const [measure] = Object.keys(measures);
  return {
    shape: {
      dimensions: grouped,
      order: orderBy ?? { field: measure!, direction: 'DESC' },
      filters: filtersOf({ filters }, hidden.filters, filter ?? {}, values),
    },
    values,
    size: first,
  };
}
