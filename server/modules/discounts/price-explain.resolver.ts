import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { PublicError } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { rolesOf } from '../../platform/viewer.ts';
import { specification } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { partner, partnerAsked } from '../partners/index.ts';
import { explainPrice } from './price-explain.read.ts';
import { PriceExplanationType } from './price-explain.type.ts';

const question = inputShape(
  'PriceExplanationInput',
  'Customer, specification, partner and instant of the question.',
  {
    customerId: field.id(() => customer, 'The customer.'),
    specificationId: field.id(() => specification, 'Specification.'),
    partnerId: field.optional(
      field.id(
        () => partner,
        'Partner whose floor to use; a partner may ask about itself only and can omit it.',
      ),
    ),
    at: field.optional(field.instant('Instant; by default now.')),
  },
);

@Resolver()
export class PriceExplainResolver {
  @Query(() => PriceExplanationType, {
    description:
      "Explanation of a customer's price for a specification at an instant: the rules in their order, the one that applies, and why the others do not.",
  })
  @Access(...rolesOf('partner', 'seller', 'operator'))
  async priceExplanation(
    @Arg('input', () => question.type, {
      description: 'Customer, specification and instant to explain.',
    })
    input: object,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<PriceExplanationType> {
    const parsed = question.schema.safeParse(input);
    if (!parsed.success)
      throw PublicError.badInput(
        'The input is not valid: check customer, specification, partner and instant.',
      );
    const { customerId, specificationId, at = deps.clock.now() } = parsed.data;
    const partnerId = partnerAsked(viewer!, parsed.data.partnerId);
    const asker = { viewer: viewer!, domain: deps.domain };
    return await explainPrice(
      deps.db,
      asker,
      { customerId, specificationId, partnerId, at },
      question.names(parsed.data),
    );
  }
}
