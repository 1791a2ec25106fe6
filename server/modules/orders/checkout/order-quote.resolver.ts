import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { question } from '../../../platform/api/question.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import type { UserErrorType } from '../../../platform/schema/types.ts';
import { customer } from '../../customers/index.ts';
import { BUYERS } from '../order/order.machine.ts';
import { wantedFields, wishFields } from '../order/order-inputs.ts';
import { quoteOrder } from './order-quote.read.ts';
import { OrderQuoteType } from './order-quote.type.ts';

const wanted = inputShape('OrderQuoteLineInput', 'Specification to price.', wantedFields);

const unpriced = (userErrors: UserErrorType[]): OrderQuoteType => ({
  lines: [],
  listTotal: null,
  dealTotal: null,
  voucherTotal: null,
  cashTotal: null,
  discountId: null,
  privateOfferId: null,
  preselectedPartnerId: null,
  preselectedPartnerName: null,
  paymentDueAt: null,
  userErrors,
});

const quoteInput = question(
  'OrderQuoteInput',
  'Order to price.',
  {
    customerId: field.optional(
      field.id(() => customer, 'Customer; required from a program. A customer asks for itself.'),
    ),
    lines: field.list(
      field.object(() => wanted, 'Lines, one for each specification.'),
      { min: 1, max: 100 },
    ),
    ...wishFields,
  },
  unpriced,
);

@Resolver()
export class OrderQuoteResolver {
  @Query(() => OrderQuoteType, {
    description:
      'Prices of an order before it is placed: discount, vouchers, support terms to accept, partner to preselect.',
  })
  @Access(...BUYERS)
  async orderQuote(
    @Arg('input', () => quoteInput.type, { description: 'Order to price.' }) input: object,
    @Ctx() context: GraphqlContext,
  ): Promise<OrderQuoteType> {
    return await quoteInput.askApart(context, input, async (values) => ({
      ...(await quoteOrder(context.deps, context.viewer!, values)),
      userErrors: [],
    }));
  }
}
