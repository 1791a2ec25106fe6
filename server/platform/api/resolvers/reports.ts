import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Extensions, Info, Query, Resolver } from 'type-graphql';
import { selectList } from '../../read/batches/statements.ts';
import type { Models } from '../../read/model.ts';
import { REPORT_MOST } from '../../read/report/declare.ts';
import type { ReportModel } from '../../read/report/model.ts';
import { type ReportArgs, reportRequest } from '../../read/report/request.ts';
import { reportTypes } from '../../read/report/sdl.ts';
import { reportColumns, reportSql } from '../../read/report/sql.ts';
import { selectedFields } from '../../read/selection.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import { sql } from '../../sql/sql.ts';
import type { GraphqlContext } from '../context.ts';
import { oneFieldResolver } from './fields.ts';

/** `Query.salesReport(groupBy:, filter:, orderBy:, first:)`, and the references of its rows. */
export function reportResolvers(report: ReportModel, models: Models): ResolverClass[] {
  const { type, row, args } = reportTypes(report);
  const references = [...report.row.fields].flatMap(([name, plan]) =>
    plan.kind === 'relation' && plan.relation.kind === 'one'
      ? [oneFieldResolver(row, name, plan.relation, models.get(plan.relation.to())!)]
      : [],
  );
  const { name, description } = report.report;
  @Resolver()
  class ReportResolver {
    @Query(() => type, { name, description })
    @Access(...report.roles)
    @Extensions({ most: REPORT_MOST })
    @Arguments(args)
    async report(
      @Given() given: ReportArgs,
      @Ctx() { reads, viewer }: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      const { role } = viewer!;
      const { shape, values, size } = reportRequest(report, role, given);
      const top = selectedFields(info, info.fieldNodes, report.name);
      const fields = selectedFields(info, top.get('rows') ?? [], report.row.name);
      const list = selectList(report.row, new Set(fields.keys()), role, reportColumns('r'));
      const groups = reportSql(report, role, shape, size, 'd');
      const rows = await reads.rows(sql`select ${list} from (${groups}) r order by r.n`, values);
      return { rows: rows.slice(0, size), isComplete: rows.length <= size };
    }
  }
  return [...references, ReportResolver];
}
