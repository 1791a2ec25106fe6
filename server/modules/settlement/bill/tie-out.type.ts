import { Field, Int, ObjectType } from 'type-graphql';
import { MoneyType } from '../../../platform/schema/types.ts';

@ObjectType('BillTieOut', {
  simpleResolvers: true,
  description:
    'Comparison of a bill with its orders (四处一致). The sums equal the gross of the bill; the invoice must equal them too.',
})
export class BillTieOutType {
  @Field(() => MoneyType, {
    description:
      'Settlement computed again from the terms frozen in the orders, without the amounts of the bill lines (订单应结).',
  })
  orders!: MoneyType;

  @Field(() => MoneyType, { description: 'Sum of the bill lines (对账单明细).' })
  lines!: MoneyType;

  @Field(() => Int, { description: 'Number of orders.' })
  orderCount!: number;

  @Field(() => Int, { description: 'Number of lines that deduct a refund (退订).' })
  refundCount!: number;

  @Field(() => Int, { description: 'Number of lines that correct an earlier bill (调整).' })
  adjustmentCount!: number;
}
