import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../platform/schema/types.ts';
import { ShareStrategyEnum } from '../orders/index.ts';

export const BillLineKindEnum = enumType('SettlementBillLineKind', 'What a bill line settles.', {
  SALE: 'A sale (销售).',
  REFUND: 'A refund, negative (退订扣减).',
  ADJUSTMENT: 'A correction of an earlier bill (调整).',
});

@ObjectType('SettlementBillLine', {
  implements: NodeType,
  description: 'What one order line brought, with every number of its formula (对账单明细).',
})
export class SettlementBillLineType extends NodeType {
  @Field(() => Int, { description: 'Place in the bill, from 0.' })
  position!: number;

  @Field(() => BillLineKindEnum, { description: 'What it settles.' })
  kind!: keyof typeof BillLineKindEnum;

  @Field(() => String, { description: 'Type of the product; the threshold counts by it.' })
  productType!: string;

  @Field(() => String, { description: 'Month in which it became billable, YYYY-MM.' })
  month!: string;

  @Field(() => MoneyType, { description: 'Cash part of the order line.' })
  cash!: MoneyType;

  @Field(() => MoneyType, { description: 'What the share was taken of: the cash, or the margin.' })
  base!: MoneyType;

  @Field(() => DecimalScalar, { description: "The partner's share, 0 to 1." })
  shareRatio!: string;

  @Field(() => ShareStrategyEnum, { description: 'How the settlement was computed.' })
  strategy!: keyof typeof ShareStrategyEnum;

  @Field(() => DecimalScalar, { description: 'Output VAT rate of the product, 0 to 1.' })
  productVatRate!: string;

  @Field(() => DecimalScalar, { description: 'VAT rate of the service fee, 0 to 1.' })
  serviceVatRate!: string;

  @Field(() => MoneyType, {
    description: 'What it brings, tax included, rounded to the fen (结算金额).',
  })
  settlement!: MoneyType;
}
