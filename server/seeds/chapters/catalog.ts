import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { MARKETPLACE, SELLERS } from '../demo-users.ts';
import { type DemoProduct, PRODUCTS } from '../products.ts';
import type { DemoUsers } from './organizations.ts';

/** A listed product as later chapters need it. Its ids are global ids. */
export interface ListedProduct extends DemoProduct {
  readonly id: string;
  readonly specificationIds: readonly string[];
}

/** Products by name; filled while the history runs. */
export type Catalog = Map<string, ListedProduct>;

/** Days before the first run on which a product was listed, by its position in PRODUCTS. */
export const listedOn = (index: number): number => 798 - 2 * index;

/** SKU code of a specification, by the positions of its product in PRODUCTS and of itself. */
export const skuCodeOf = (product: number, specification: number): string =>
  `00301-${600_000 + product}-${specification}--0`;

/** Plans the listing of all products by their sellers. */
export function planCatalog(history: DemoHistory, users: DemoUsers, catalog: Catalog): void {
  for (const [i, product] of PRODUCTS.entries()) {
    const seller = SELLERS.find(({ code }) => code === product.seller);
    const thread = `product-${i}`;
    history.plan(thread, history.at(listedOn(i), '11:40:00'), async (at) => {
      const { seller: _, specifications, ...facts } = product;
      const values = await history.command(
        seller ? users.of(seller, 'seller.manager') : users.of(MARKETPLACE, 'operator'),
        at,
        thread,
        'productPublish',
        {
          ...facts,
          specifications: specifications.map(([code, name, listPrice, period], k) => ({
            code,
            skuCode: skuCodeOf(i, k),
            name,
            listPrice,
            period,
          })),
        },
      );
      const rows = await history.rows<{ id: string }>(
        sql`select id from specification where product_id = ${values.product!} order by position`,
      );
      catalog.set(product.name, {
        ...product,
        id: globalId('prd', values.product!),
        specificationIds: rows.map(({ id }) => globalId('spc', id)),
      });
    });
  }
}
