import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../platform/api/context.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { PublicError } from '../../platform/errors.ts';
import { Access } from '../../platform/schema/decorators.ts';
import { rolesOf, type Viewer } from '../../platform/viewer.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { partner, partnerAsked } from '../partners/index.ts';
import { type EligibilityQuestion, eligibility } from './eligibility.read.ts';
import { EligibilityType } from './eligibility.type.ts';
import { orderLine } from './order.read.ts';

const question = inputShape(
  'AutoDiscountEligibilityInput',
  'Purchase before the order, or an order line. `productId` is required unless `orderLineId` is given, which then decides alone.',
  {
    orderLineId: field.optional(field.id(() => orderLine, 'Order line, paid or not.')),
    productId: field.optional(field.id(() => product, 'Product that the customer may order.')),
    customerId: field.optional(
      field.id(() => customer, 'Customer; a customer asks about itself only and can omit it.'),
    ),
    partnerId: field.optional(
      field.id(
        () => partner,
        'Partner that the customer selects; absent: none. A partner asks about itself only and can omit it.',
      ),
    ),
  },
);

interface Asked {
  readonly orderLineId?: string;
  readonly productId?: string;
  readonly customerId?: string;
  readonly partnerId?: string;
}

function questionOf(viewer: Viewer, asked: Asked): EligibilityQuestion {
  if (asked.orderLineId !== undefined) return { orderLineId: asked.orderLineId };
  const customerId = viewer.side === 'customer' ? viewer.tenantId : asked.customerId;
  if (asked.productId === undefined || customerId === undefined)
    throw PublicError.badInput('Name an order line, or a product and its customer.');
  const partnerId =
    viewer.side === 'partner' ? partnerAsked(viewer, asked.partnerId) : (asked.partnerId ?? null);
  return { customerId, productId: asked.productId, partnerId };
}

@Resolver()
export class EligibilityResolver {
  @Query(() => EligibilityType, {
    description:
      'Conditions of the automatic exclusive discount (自动专属优惠) for a purchase or an order line, each with its facts.',
  })
  @Access(...rolesOf('partner', 'customer', 'operator'))
  async autoDiscountEligibility(
    @Arg('input', () => question.type, { description: 'Purchase or order line to explain.' })
    input: object,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<EligibilityType> {
    const parsed = question.schema.safeParse(input);
    if (!parsed.success) throw PublicError.badInput('The input is not valid: check the ids.');
    const asker = { viewer: viewer!, domain: deps.domain };
    return await eligibility(
      deps.db,
      asker,
      deps.clock.now(),
      questionOf(viewer!, parsed.data),
      question.names(parsed.data),
    );
  }
}
