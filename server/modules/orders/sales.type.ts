import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';

export const SalesUnitEnum = enumType('SalesUnit', 'How long a period of sales is.', {
  MONTH: 'A month, named 2026-03 (月).',
  QUARTER: 'A quarter, named 2026-Q1 (季).',
  YEAR: 'A calendar year, named 2026 (年).',
});

/** Sums of paid order lines that are attributed to one partner, by the time when they were placed. */
@ObjectType('SalesSums')
abstract class SalesSums extends NodeType {
  @Field(() => SalesUnitEnum, { description: 'How long the period is.' })
  unit!: keyof typeof SalesUnitEnum;

  @Field(() => String, {
    description: 'The period by the calendar of Shanghai: 2026-03, 2026-Q1 or 2026.',
  })
  period!: string;

  @Field(() => DateTimeScalar, { description: 'When the period begins.' })
  startsAt!: Date;

  @Field(() => Int, { description: 'How many order lines were sold.' })
  saleCount!: number;

  @Field(() => Int, { description: 'How many order lines took one back (退订).' })
  refundCount!: number;

  @Field(() => MoneyType, { description: 'Deal prices, tax included, less what was taken back.' })
  deal!: MoneyType;

  @Field(() => MoneyType, {
    description: 'The part of it that was paid in cash; only this counts for shares (现金消费).',
  })
  cash!: MoneyType;

  @Field(() => MoneyType, { description: 'Cash that was paid back, as a positive amount.' })
  refunded!: MoneyType;
}

@ObjectType('SalesPeriod', {
  implements: NodeType,
  description:
    'What a partner sold in a month, a quarter or a year (业绩): sums of the order lines attributed to it, in one currency, current to the last order.',
})
export class SalesPeriodType extends SalesSums {}

@ObjectType('ProductSales', {
  implements: NodeType,
  description: 'What a partner sold of one product in a period (按商品的业绩).',
})
export class ProductSalesType extends SalesSums {}
