import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { memberOf } from '../member.ts';
import { VIEW_ROLES } from '../saved-view/saved-view.read.ts';
import { ProductFavoriteEntity } from './product-favorite.entity.ts';

const FAVORITES_MAX = 500;

export const setFavorite = command({
  name: 'productSetFavorite',
  description: 'Marks a product as a favorite of the viewer, or removes the mark (收藏、取消收藏).',
  roles: VIEW_ROLES,
  fields: {
    id: field.id(() => product, 'Global id of the product.'),
    isFavorite: field.flag('Whether the product is a favorite afterwards.'),
  },
  payload: { product: () => product },
  idempotent: false,
  async run(tx, { id, isFavorite }) {
    const memberId = memberOf(tx);
    tx.lock('FavoritesOf', memberId);
    const kept = await tx.find(ProductFavoriteEntity, (d) => sql`${d.memberId} = ${memberId}`);
    const known = kept.find(({ productId }) => productId === id);
    if (!isFavorite)
      await tx.rows(
        sql`delete from ${sql.table(ProductFavoriteEntity)} where member_id = ${memberId} and product_id = ${id}`,
      );
    else if (!known) {
      if (kept.length >= FAVORITES_MAX) throw refuse('TOO_MANY', null, { limit: FAVORITES_MAX });
      tx.insert(ProductFavoriteEntity, {
        id: tx.newId(),
        createdAt: tx.now,
        orgId: tx.viewer.tenantId,
        memberId,
        productId: id,
      });
    }
    return { product: id };
  },
});
