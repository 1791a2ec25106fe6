import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';
import { ProductTypeEnum } from '../../catalog/index.ts';
import { ShareStrategyEnum } from '../../orders/index.ts';

export const BillLineKindEnum = enumType('SettlementBillLineKind', 'Kind of a bill line.', {
  SALE: 'Sale (销售).',
  REFUND: 'Refund; negative (退订扣减).',
  ADJUSTMENT: 'Correction of an earlier bill (调整).',
});

@ObjectType('SettlementBillLine', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Settlement of one order line, with every number of its formula (对账单明细).',
})
export class SettlementBillLineType extends NodeType {
  @Field(() => Int, { description: 'Position in the bill, from 0.' })
  position!: number;

  @Field(() => BillLineKindEnum, { description: 'Kind of the line.' })
  kind!: keyof typeof BillLineKindEnum;

  @Field(() => ProductTypeEnum, {
    description: 'Type of the product; the threshold applies by type.',
  })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => scalar.month, { description: 'Month in which the order line became billable.' })
  month!: string;

  @Field(() => MoneyType, { description: 'Cash part of the order line.' })
  cash!: MoneyType;

  @Field(() => MoneyType, {
    description: 'Amount to which the share ratio applies: the cash or the margin.',
  })
  base!: MoneyType;

  @Field(() => scalar.decimal, { description: 'Share ratio of the partner, 0 to 1.' })
  shareRatio!: string;

  @Field(() => ShareStrategyEnum, { description: 'Formula of the settlement.' })
  strategy!: keyof typeof ShareStrategyEnum;

  @Field(() => scalar.decimal, { description: 'Output VAT rate of the product, 0 to 1.' })
  productVatRate!: string;

  @Field(() => scalar.decimal, { description: 'VAT rate of the service fee, 0 to 1.' })
  serviceVatRate!: string;

  @Field(() => MoneyType, {
    description: 'Settlement amount, including tax, rounded to the fen (结算金额).',
  })
  settlement!: MoneyType;
}
