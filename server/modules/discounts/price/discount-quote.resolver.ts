import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { question } from '../../../platform/api/question.ts';
import { field } from '../../../platform/command/input.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import type { UserErrorType } from '../../../platform/schema/types.ts';
import { Role } from '../../../platform/viewer.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { exclusiveDiscount } from '../discount/discount.read.ts';
import { linesInput } from '../discount/discount-draft.write.ts';
import { quote } from './discount-quote.read.ts';
import { DiscountQuoteType } from './discount-quote.type.ts';

const unpriced = (userErrors: UserErrorType[]): DiscountQuoteType => ({
  lines: [],
  listTotal: null,
  netTotal: null,
  savings: null,
  shareRatio: null,
  sales: [],
  customerBound: false,
  reviewer: null,
  nextReviewer: null,
  startsBefore: null,
  maxDays: null,
  reviewDueAt: null,
  userErrors,
});

const quoteInput = question(
  'ExclusiveDiscountQuoteInput',
  'Discount to price.',
  {
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
  },
  unpriced,
);

@Resolver()
export class DiscountQuoteResolver {
  @Query(() => DiscountQuoteType, {
    description:
      'Prices of a discount before it is saved: floors, net prices, reviewers, overlaps.',
  })
  @Access(...Role.of('partner'))
  async exclusiveDiscountQuote(
    @Arg('input', () => quoteInput.type, { description: 'Discount to price.' }) input: object,
    @Ctx() context: GraphqlContext,
  ): Promise<DiscountQuoteType> {
    return await quoteInput.ask(context, input, async (tx, values) => ({
      ...(await quote(tx, context.deps.clock.now(), values)),
      userErrors: [],
    }));
  }
}
