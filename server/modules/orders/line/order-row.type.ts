import { Field, ID, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { CurrencyEnum, NodeType } from '../../../platform/schema/types.ts';
import { OrderStatusEnum } from '../order/order.type.ts';

@ObjectType('OrderRow', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Order line as a flat row with plain amounts and without nested objects, for spreadsheets and reports.',
})
export class OrderRowType extends NodeType {
  @Field(() => ID, { description: 'Global id of the order line.' })
  orderLineId!: string;

  @Field(() => ID, { description: 'Global id of the order.' })
  orderId!: string;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => OrderStatusEnum, { description: 'State of the line.' })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time at which the order was placed.' })
  placedAt!: Date;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the specification at the time of the order.' })
  specificationName!: string;

  @Field(() => Int, { description: 'Quantity ordered.' })
  quantity!: number;

  @Field(() => CurrencyEnum, { description: 'Currency of the amounts.' })
  currency!: keyof typeof CurrencyEnum;

  @Field(() => scalar.decimal, { description: 'List price of the quantity, including tax.' })
  listAmount!: string;

  @Field(() => scalar.decimal, {
    description: 'Deal price of the quantity, as `OrderLine.dealPrice`; negative for a refund.',
  })
  dealAmount!: string;

  @Field(() => scalar.decimal, { description: 'Part paid in cash.' })
  cashAmount!: string;
}
