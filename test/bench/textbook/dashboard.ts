import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from './context.ts';
import * as t from './types.ts';

const LINES = `from order_line l where l.partner_id = ? and l.status not in ('PENDING_PAYMENT', 'CANCELLED')`;
const SUMS = `count(*) filter (where l.refund_of_id is null)::int as "saleCount", count(*) filter (where l.refund_of_id is not null)::int as "refundCount",
  round(sum(l.deal_minor) * 0.01, 2)::text as deal, round(sum(l.cash_minor) * 0.01, 2)::text as cash,
  round(coalesce(sum(-l.cash_minor) filter (where l.refund_of_id is not null), 0) * 0.01, 2)::text as refunded, l.currency`;
const YEAR = `and l.placed_at >= make_timestamptz(?, 1, 1, 0, 0, 0, 'Asia/Shanghai') and l.placed_at < make_timestamptz(? + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')`;

interface Sums {
  readonly period: string;
  readonly saleCount: number;
  readonly refundCount: number;
  readonly deal: string;
  readonly cash: string;
  readonly refunded: string;
  readonly currency: string;
}

const typed = ({ deal, cash, refunded, currency, ...row }: Sums) => ({
  ...row,
  deal: { amount: deal, currency },
  cash: { amount: cash, currency },
  refunded: { amount: refunded, currency },
});

/** Sums over the orders, computed on request. */
@Resolver(() => t.SalesPeriodType)
export class DashboardResolver {
  @Query(() => t.SalesPeriodConnection)
  async salesPeriods(
    @Ctx() { em, key }: Context,
    @Arg('first', () => Int) first: number,
    @Arg('filter', () => t.SalesPeriodFilter) { unit, period }: t.SalesPeriodFilter,
  ) {
    if (unit?.[0] === t.SalesUnit.YEAR) {
      const year = Number(period![0]);
      const rows = await em.execute<Sums[]>(
        `select '${year}' as period, ${SUMS} ${LINES} ${YEAR} group by l.currency`,
        [key.orgId, year, year],
      );
      return { nodes: rows.map(typed) };
    }
    const rows = await em.execute<Sums[]>(
      `select to_char(l.placed_at at time zone 'Asia/Shanghai', 'YYYY-MM') as period, ${SUMS} ${LINES}
        and l.placed_at >= (date_trunc('month', now() at time zone 'Asia/Shanghai') - make_interval(months => ? - 1)) at time zone 'Asia/Shanghai'
        group by 1, l.currency order by 1 desc`,
      [key.orgId, first],
    );
    return { nodes: rows.map(typed) };
  }

  @FieldResolver(() => t.ProductSalesConnection)
  async products(
    @Root() { period }: t.SalesPeriodType,
    @Ctx() { em, key }: Context,
    @Arg('first', () => Int) first: number,
  ) {
    const year = Number(period);
    const rows = await em.execute<(Sums & { productId: string })[]>(
      `select l.product_id as "productId", ${SUMS} ${LINES} ${YEAR} group by l.product_id, l.currency order by sum(l.cash_minor) desc limit ?`,
      [key.orgId, year, year, first],
    );
    return { nodes: rows.map((row) => ({ ...typed(row), productId: row.productId })) };
  }
}

@Resolver(() => t.ProductSalesType)
export class ProductSalesResolver {
  @FieldResolver(() => t.ProductType, { nullable: true })
  async product(@Root() { productId }: t.ProductSalesType, @Ctx() { load }: Context) {
    return await load.product.load(productId);
  }
}
