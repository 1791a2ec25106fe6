import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { messageOf } from '../../platform/api/messages.ts';
import { field, inputErrors, inputShape } from '../../platform/command/input.ts';
import { Refusal, type UserError } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { customer } from '../customers/index.ts';
import { BUYERS } from './order.machine.ts';
import { wantedFields, wishFields } from './order-inputs.ts';
import { quoteOrder } from './order-quote.read.ts';
import { OrderQuoteType } from './order-quote.type.ts';

const wanted = inputShape('OrderQuoteLineInput', 'Specification to price.', wantedFields);

const quoteInput = inputShape('OrderQuoteInput', 'Order to price.', {
  customerId: field.optional(
    field.id(() => customer, 'Customer; required from a program. A customer asks for itself.'),
  ),
  lines: field.list(
    field.object(() => wanted, 'Lines, one for each specification.'),
    { min: 1, max: 100 },
  ),
  ...wishFields,
});

const unpriced = (errors: readonly UserError[]): OrderQuoteType => ({
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
  userErrors: errors.map(({ code, field: path, params }) => ({
    code,
    field: path && [...path],
    message: messageOf(code, params),
    params: Object.entries(params).map(([key, value]) => ({ key, value: String(value) })),
  })),
});

@Resolver()
export class OrderQuoteResolver {
  @Query(() => OrderQuoteType, {
    description:
      'Prices of an order before it is placed: discount, vouchers, support terms to accept, partner to preselect.',
  })
  @Access(...BUYERS)
  async orderQuote(
    @Arg('input', () => quoteInput.type, { description: 'Order to price.' }) input: object,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<OrderQuoteType> {
    const parsed = quoteInput.schema.safeParse(input);
    if (!parsed.success) return unpriced(inputErrors(parsed.error));
    try {
      const asker = { viewer: viewer!, domain: deps.domain };
      const found = await quoteOrder(
        deps.db,
        asker,
        deps.clock.now(),
        parsed.data,
        quoteInput.names(parsed.data),
      );
      return { ...found, userErrors: [] };
    } catch (error) {
      if (error instanceof Refusal) return unpriced(error.errors);
      throw error;
    }
  }
}
