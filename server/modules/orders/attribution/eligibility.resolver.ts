import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { question } from '../../../platform/api/question.ts';
import { field } from '../../../platform/command/input.ts';
import { PublicError } from '../../../platform/errors.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { Role, type Viewer } from '../../../platform/viewer.ts';
import { product } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { partner, partnerAsked } from '../../partners/index.ts';
import { orderLine } from '../order/order.read.ts';
import { type EligibilityQuestion, eligibility } from './eligibility.read.ts';
import { EligibilityType } from './eligibility.type.ts';

const asked = question(
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

function questionOf(viewer: Viewer, values: Asked): EligibilityQuestion {
  const { orderLineId, productId } = values;
  if (orderLineId !== undefined) return { orderLineId };
  const customerId = viewer.side === 'customer' ? viewer.tenantId : values.customerId;
  if (productId === undefined || customerId === undefined)
    throw PublicError.badInput('Name an order line, or a product and its customer.');
  const partnerId =
    viewer.side === 'partner' ? partnerAsked(viewer, values.partnerId) : (values.partnerId ?? null);
  return { customerId, productId, partnerId };
}

@Resolver()
export class EligibilityResolver {
  @Query(() => EligibilityType, {
    description:
      'Conditions of the automatic exclusive discount (自动专属优惠) for a purchase or an order line, each with its facts.',
  })
  @Access(...Role.of('partner', 'customer', 'operator'))
  async autoDiscountEligibility(
    @Arg('input', () => asked.type, { description: 'Purchase or order line to explain.' })
    input: object,
    @Ctx() context: GraphqlContext,
  ): Promise<EligibilityType> {
    const { deps, viewer } = context;
    return await asked.askApart(context, input, (values) =>
      eligibility(deps, viewer!, questionOf(viewer!, values)),
    );
  }
}
