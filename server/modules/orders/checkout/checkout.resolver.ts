import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { globalId } from '../../../platform/ids.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import { privateOffer } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { orderLine } from '../order/order.read.ts';
import { checkoutItems } from './checkout.read.ts';
import { CheckoutItemType } from './checkout.type.ts';

@Resolver()
export class CheckoutResolver {
  @Query(() => [CheckoutItemType], {
    description:
      "First 50 specifications that the customer can order, by product name, with the customer's prices (下单). `orderQuote` prices a choice of them.",
  })
  @Access('buyer')
  async checkoutItems(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Text that the product must contain; matches pinyin and initials, too.',
    })
    search: string | null,
    @Arg('discountId', () => ID, {
      nullable: true,
      description: 'Exclusive discount of the customer; only its specifications are returned.',
    })
    discountId: string | null,
    @Arg('privateOfferId', () => ID, {
      nullable: true,
      description: 'Private offer to the customer; only its specifications are returned.',
    })
    privateOfferId: string | null,
    @Arg('renewsLineId', () => ID, {
      nullable: true,
      description:
        'Order line of the customer that is renewed; only its specification is returned.',
    })
    renewsLineId: string | null,
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<readonly CheckoutItemType[]> {
    const wanted = {
      ...(search && { search }),
      ...(discountId && { discountId: globalId.decode(exclusiveDiscount.spec.id, discountId) }),
      ...(privateOfferId && {
        privateOfferId: globalId.decode(privateOffer.spec.id, privateOfferId),
      }),
      ...(renewsLineId && { renewsLineId: globalId.decode(orderLine.spec.id, renewsLineId) }),
    };
    // A customer is no party to the catalog: the system reads it, for this customer's prices only.
    const { tenantId: customerId, subjectId } = viewer!;
    return await deps.db.transaction(systemViewer('checkout'), (tx) =>
      checkoutItems(tx, { customerId, subjectId }, wanted, deps.clock.now()),
    );
  }
}
