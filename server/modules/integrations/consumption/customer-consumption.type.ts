import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType, NodeType } from '../../../platform/schema/types.ts';

@ObjectType('CustomerConsumption', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Consumption of a customer in a month (客户消费), summed over the charges in the upstream accounts of a partner. It is refreshed daily (T+1) and is no basis for a settlement.',
})
export class CustomerConsumptionType extends NodeType {
  @Field(() => scalar.month, { description: 'Month of the charges (账期).' })
  month!: string;

  @Field(() => MoneyType, { description: 'List prices (官网价).' })
  official!: MoneyType;

  @Field(() => MoneyType, { description: 'Discounts on the list prices (优惠金额).' })
  discount!: MoneyType;

  @Field(() => MoneyType, { description: 'Amount to pay after discounts (应付金额).' })
  payable!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid in cash (现金支付).' })
  cash!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid on credit (信用额度支付).' })
  credit!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with vouchers (代金券支付).' })
  coupon!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with cash coupons (现金券支付).' })
  cashCoupon!: MoneyType;

  @Field(() => MoneyType, { description: 'Part paid with stored-value cards (储值卡支付).' })
  storedValue!: MoneyType;

  @Field(() => MoneyType, { description: 'Part that is not paid yet (欠费金额).' })
  debt!: MoneyType;

  @Field(() => MoneyType, { description: 'Debt that was settled later (欠费核销).' })
  writeOff!: MoneyType;
}
