import { extend, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { VIEW_ROLES } from '../saved-view/saved-view.read.ts';
import { ProductFavoriteEntity } from './product-favorite.entity.ts';

const isFavorite: SqlOf<'id'> = (d, v, role) =>
  VIEW_ROLES.includes(role)
    ? sql`(${d.id} in (select f.product_id from ${sql.table(ProductFavoriteEntity)} f where f.member_id = ${v.memberId}))`
    : sql.raw('false');

/** Tells of a product whether it is a favorite of the viewer. */
export const productFavorites = extend(product, {
  fields: {
    isFavorite: {
      type: () => Boolean,
      description: 'Whether the product is a favorite of the viewer (收藏); false for programs.',
      source: isFavorite,
    },
  },
  filters: {
    isFavorite: filter.holds(isFavorite, 'Whether the product is a favorite of the viewer (收藏).'),
  },
});
