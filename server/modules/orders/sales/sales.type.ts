import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const SalesUnitEnum = enumType('SalesUnit', 'Length of a period of sales.', {
  MONTH: 'Month, for example 2026-03 (月).',
  QUARTER: 'Quarter, for example 2026-Q1 (季度).',
  YEAR: 'Calendar year, for example 2026 (年).',
});

/** Sums of paid order lines attributed to one partner, by the time at which the orders were placed. */
@ObjectType('SalesSums')
abstract class SalesSums extends NodeType {
  @Field(() => SalesUnitEnum, { description: 'Length of the period.' })
  unit!: keyof typeof SalesUnitEnum;

  @Field(() => String, {
    description: 'Period by the calendar of Asia/Shanghai: 2026-03, 2026-Q1 or 2026.',
  })
  period!: string;

  @Field(() => scalar.dateTime, { description: 'First instant of the period.' })
  startsAt!: Date;

  @Field(() => Int, { description: 'Number of order lines sold.' })
  saleCount!: number;

  @Field(() => Int, { description: 'Number of refund lines (退订).' })
  refundCount!: number;

  @Field(() => MoneyType, { description: 'Sum of the deal prices, including tax, less refunds.' })
  deal!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Part of the deal prices paid in cash; only this part counts for the share (现金消费).',
  })
  cash!: MoneyType;

  @Field(() => MoneyType, { description: 'Refunded cash, as a positive amount.' })
  refunded!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Performance (业绩): the part of `cash` from customers that were bound to the partner at payment, less refunds. Orders within 6 months after a change of the partner do not count.',
  })
  performance!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Part of `cash` left out of the performance because the customer changed its partner less than 6 months before (换绑未满 6 个月).',
  })
  rebound!: MoneyType;
}

@ObjectType('SalesPeriod', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Sales of a partner in a month, quarter or year (销售额), and the part that counts as its performance: sums of the order lines attributed to the partner, up to the latest order.',
})
export class SalesPeriodType extends SalesSums {}

@ObjectType('ProductSales', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Sales of one product by a partner in a period (按商品的销售额).',
})
export class ProductSalesType extends SalesSums {}
