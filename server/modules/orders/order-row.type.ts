import { Field, Int, ObjectType } from 'type-graphql';
import type { Currency } from '../../platform/money.ts';
import { DateTimeScalar, DecimalScalar } from '../../platform/schema/scalars.ts';
import { CurrencyEnum, NodeType } from '../../platform/schema/types.ts';
import { OrderStatusEnum } from './order.type.ts';

@ObjectType('OrderRow', {
  implements: NodeType,
  description:
    'An order line as one flat row, for spreadsheets and reports that read many: no relations, plain amounts.',
})
export class OrderRowType extends NodeType {
  @Field(() => String, { description: 'Number of its order.' })
  orderNumber!: string;

  @Field(() => OrderStatusEnum, { description: 'State of the line.' })
  status!: keyof typeof OrderStatusEnum;

  @Field(() => DateTimeScalar, { description: 'When its order was placed.' })
  placedAt!: Date;

  @Field(() => String, { description: 'Name of the product when it was ordered.' })
  productName!: string;

  @Field(() => String, { description: 'Name of the specification when it was ordered.' })
  specificationName!: string;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;

  @Field(() => CurrencyEnum, { description: 'Currency of its amounts.' })
  currency!: Currency;

  @Field(() => DecimalScalar, { description: 'List price of the quantity, tax included.' })
  listAmount!: string;

  @Field(() => DecimalScalar, { description: 'List price × pay rate; negative in a refund.' })
  dealAmount!: string;

  @Field(() => DecimalScalar, { description: 'Part paid in cash.' })
  cashAmount!: string;
}
