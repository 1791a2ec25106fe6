import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { question } from '../../../platform/api/question.ts';
import { field } from '../../../platform/command/input.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { Role } from '../../../platform/viewer.ts';
import { specification } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { partner, partnerAsked } from '../../partners/index.ts';
import { explainPrice } from './price-explain.read.ts';
import { PriceExplanationType } from './price-explain.type.ts';

const asked = question(
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
  @Access(...Role.of('partner', 'seller', 'operator'))
  async priceExplanation(
    @Arg('input', () => asked.type, {
      description: 'Customer, specification and instant to explain.',
    })
    input: object,
    @Ctx() context: GraphqlContext,
  ): Promise<PriceExplanationType> {
    return await asked.ask(context, input, (tx, { partnerId, at, ...goods }) =>
      explainPrice(tx, {
        ...goods,
        partnerId: partnerAsked(tx.viewer, partnerId),
        at: at ?? context.deps.clock.now(),
      }),
    );
  }
}
