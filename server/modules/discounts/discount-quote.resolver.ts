import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { messageOf } from '../../platform/api/messages.ts';
import { field, inputErrors, inputShape } from '../../platform/command/input.ts';
import { Refusal, type UserError } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { rolesOf } from '../../platform/viewer.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { exclusiveDiscount } from './discount.read.ts';
import { linesInput } from './discount-draft.write.ts';
import { quote } from './discount-quote.read.ts';
import { DiscountQuoteType } from './discount-quote.type.ts';

const quoteInput = inputShape('ExclusiveDiscountQuoteInput', 'Discount to price.', {
  customerId: field.id(() => customer, 'The customer.'),
  productId: field.id(() => product, 'Product.'),
  lines: linesInput,
  validFrom: field.optional(
    field.instant('First instant of the price; with `validUntil`, overlaps are reported.'),
  ),
  validUntil: field.optional(field.instant('First instant after the price.')),
  discountId: field.optional(
    field.id(() => exclusiveDiscount, 'Discount being edited; it does not count as an overlap.'),
  ),
});

const unpriced = (errors: readonly UserError[]): DiscountQuoteType => ({
  lines: [],
  listTotal: null,
  netTotal: null,
  savings: null,
  shareRatio: null,
  estimatedShare: null,
  customerBound: false,
  reviewer: null,
  nextReviewer: null,
  startsBefore: null,
  maxDays: null,
  reviewDueAt: null,
  userErrors: errors.map(({ code, field, params }) => ({
    code,
    field: field && [...field],
    message: messageOf(code, params),
    params: Object.entries(params).map(([key, value]) => ({ key, value: String(value) })),
  })),
});

@Resolver()
export class DiscountQuoteResolver {
  @Query(() => DiscountQuoteType, {
    description:
      'Prices of a discount before it is saved: floors, net prices, reviewers, overlaps.',
  })
  @Access(...rolesOf('partner'))
  async exclusiveDiscountQuote(
    @Arg('input', () => quoteInput.type, { description: 'Discount to price.' }) input: object,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<DiscountQuoteType> {
    const parsed = quoteInput.schema.safeParse(input);
    if (!parsed.success) return unpriced(inputErrors(parsed.error));
    try {
      const asker = { viewer: viewer!, domain: deps.domain };
      const found = await quote(
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
