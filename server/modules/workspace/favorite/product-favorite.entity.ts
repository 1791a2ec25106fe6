import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';

/** Product that a member has marked as a favorite (domain §3 item 2, 我的收藏). */
export const ProductFavoriteEntity = aggregate({
  name: 'ProductFavorite',
  parties: { partner: 'orgId', rep: ALL, seller: 'orgId', operator: 'orgId' },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    memberId: () => p.ref(MembershipEntity),
    productId: () => p.ref(ProductEntity),
  },
  uniques: [{ name: 'product_favorite_of_member', properties: ['memberId', 'productId'] }],
});
