import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { memberOf } from '../member.ts';
import { VIEW_ROLES } from '../saved-view/saved-view.read.ts';
import { ProductFavoriteEntity } from './product-favorite.entity.ts';

const FAVORITES = sql.table(ProductFavoriteEntity);

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
    await tx.rows(
      isFavorite
        ? sql`insert into ${FAVORITES} (id, created_at, org_id, member_id, product_id)
            values (${tx.newId()}, ${tx.now}, ${tx.viewer.tenantId}, ${memberId}, ${id})
            on conflict (member_id, product_id) do nothing`
        : sql`delete from ${FAVORITES} where member_id = ${memberId} and product_id = ${id}`,
    );
    return { product: id };
  },
});
