import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType } from '../../platform/schema/types.ts';

export const OrderWaitEnum = enumType('OrderWait', 'Step that an open order waits for (等什么).', {
  CUSTOMER:
    'A step of the customer in the supervised delivery, such as its acceptance (待客户处理).',
  SELLER: 'Delivery by the seller (待商家交付).',
  OPERATOR: 'Review of the delivery by operations (待运营复核).',
  REFUND: 'Decision on a refund (退订处理中).',
});

export const CoverageGroupEnum = enumType(
  'CoverageGroup',
  'Group of a product by its use with a customer (商品分组).',
  {
    CURRENT:
      'Bought in the last 12 months, priced by a discount, or authorized for this customer alone (在用商品).',
    AVAILABLE: 'Authorized in general, neither bought nor priced yet (可报价商品).',
  },
);

export const LapseKindEnum = enumType('LapseKind', 'Right that lapses (到期事项).', {
  DISCOUNT: 'Exclusive discount: afterwards the customer pays the list price (专属优惠).',
  AUTHORIZATION:
    'Authorization: afterwards no new discount can be submitted; discounts in effect last until their own end (授权).',
});

@ObjectType('OpenOrderGroup', {
  simpleResolvers: true,
  description: 'Open orders of a customer that wait for the same step.',
})
export class OpenOrderGroupType {
  @Field(() => OrderWaitEnum, { description: 'Step that the orders wait for.' })
  waitsFor!: keyof typeof OrderWaitEnum;

  @Field(() => Int, { description: 'Number of orders.' })
  count!: number;

  @Field(() => MoneyType, { description: 'Sum of their deal prices, including tax.' })
  deal!: MoneyType;
}

@ObjectType('ValiditySpan', {
  simpleResolvers: true,
  description: 'Period without a gap, from its first instant to the first instant after it.',
})
export class ValiditySpanType {
  @Field(() => scalar.dateTime, { description: 'First instant; the past begins with now.' })
  from!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'First instant after the period; null if it has no end.',
  })
  until!: Date | null;
}

@ObjectType('CoverageLapse', {
  simpleResolvers: true,
  description: 'End of a price or an authorization that nothing continues (到期).',
})
export class CoverageLapseType {
  @Field(() => LapseKindEnum, { description: 'Right that lapses.' })
  kind!: keyof typeof LapseKindEnum;

  @Field(() => ID, { description: 'Global id of the discount or the authorization.' })
  subjectId!: string;

  @Field(() => scalar.dateTime, { description: 'First instant without it.' })
  at!: Date;

  @Field(() => Boolean, {
    description: 'Whether it lapses within 30 days, and its product is a current one.',
  })
  isSoon!: boolean;

  @Field(() => MoneyType, {
    description:
      'Sales of the last 12 months that depend on it, less refunds: of its specifications for a discount, of the product for an authorization (到期价值).',
  })
  worth!: MoneyType;
}

@ObjectType('SpecificationCoverage', {
  simpleResolvers: true,
  description: 'Price of one specification for a customer now, and its sales.',
})
export class SpecificationCoverageType {
  @Field(() => ID, { description: 'Global id of the specification.' })
  specificationId!: string;

  @Field(() => String, { description: 'Name of the specification.' })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Global id of the discount in effect; null at the list price.',
  })
  discountId!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Pay rate of the discount in effect; null at the list price.',
  })
  payRate!: string | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Net price of the discount in effect; null at the list price.',
  })
  netPrice!: MoneyType | null;

  @Field(() => MoneyType, { description: 'Sales since 1 January, less refunds.' })
  soldThisYear!: MoneyType;
}

@ObjectType('ProductCoverage', {
  simpleResolvers: true,
  description:
    'Product with its authorization, prices and sales for one customer, over the next 12 months (价格与覆盖).',
})
export class ProductCoverageType {
  @Field(() => ID, { description: 'Global id of the product.' })
  productId!: string;

  @Field(() => String, { description: 'Name of the product.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the seller.' })
  sellerName!: string;

  @Field(() => CoverageGroupEnum, { description: 'Group of the product.' })
  group!: keyof typeof CoverageGroupEnum;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Floor pay rate that applies now; null without an authorization (授权底价).',
  })
  floorPayRate!: string | null;

  @Field(() => [ValiditySpanType], {
    description: 'Periods in which a discount can be submitted, soonest first.',
  })
  authorized!: ValiditySpanType[];

  @Field(() => [ValiditySpanType], {
    description: 'Periods in which a discount prices a specification, soonest first.',
  })
  discounted!: ValiditySpanType[];

  @Field(() => [SpecificationCoverageType], {
    description: 'Specifications that are priced now or were bought in the last 12 months.',
  })
  specifications!: SpecificationCoverageType[];

  @Field(() => [CoverageLapseType], {
    description: 'Ends of the price and the authorization in force, soonest first, at any time.',
  })
  lapses!: CoverageLapseType[];

  @Field(() => MoneyType, { description: 'Sales since 1 January, less refunds.' })
  soldThisYear!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Sales of this month and the eleven months before, less refunds.',
  })
  soldLastYear!: MoneyType;
}

@ObjectType('CustomerBusiness', {
  simpleResolvers: true,
  description:
    "Business of the viewer's organization with a customer: sales, open orders, prices and what lapses (客户业务概况).",
})
export class CustomerBusinessType {
  @Field(() => MoneyType, { description: 'Sales of the last 90 days, less refunds.' })
  soldLast90Days!: MoneyType;

  @Field(() => MoneyType, { description: 'Sales of the 90 days before, less refunds.' })
  soldPrevious90Days!: MoneyType;

  @Field(() => Int, {
    description: 'Number of orders that are unpaid, in delivery or asked to be refunded.',
  })
  openOrderCount!: number;

  @Field(() => MoneyType, { description: 'Sum of the deal prices of the open orders.' })
  openOrderTotal!: MoneyType;

  @Field(() => [OpenOrderGroupType], {
    description: 'Open orders by the step that they wait for; each order is in one group.',
  })
  openOrders!: OpenOrderGroupType[];

  @Field(() => Int, {
    description: 'Number of discounts in effect, without automatic ones (生效优惠).',
  })
  discountCount!: number;

  @Field(() => Int, { description: 'Number of discounts in review.' })
  discountsInReview!: number;

  @Field(() => Int, { description: 'Number of current products that a discount prices now.' })
  pricedProductCount!: number;

  @Field(() => Int, { description: 'Number of current products.' })
  productCount!: number;

  @Field(() => Int, {
    description: 'Number of current products with a price or authorization that lapses in 30 days.',
  })
  lapsingCount!: number;

  @Field(() => MoneyType, {
    description:
      'Sales of the last 12 months that depend on what lapses in 30 days. The sales of a specification count once, even if its price and its authorization lapse (30 天内到期的价值).',
  })
  lapsingWorth!: MoneyType;

  @Field(() => [ProductCoverageType], {
    description:
      'Products that the customer uses (在用商品): the next to lapse first, then by sales.',
  })
  coverage!: ProductCoverageType[];
}
