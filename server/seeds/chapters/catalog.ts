import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { MARKETPLACE, SELLERS } from '../demo-users.ts';
import { type DemoProduct, PRODUCTS, SUPPORT_GROUPS } from '../products.ts';
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

/** Plans the support groups of the sellers, and the listing of all products by their sellers. */
export function planCatalog(history: DemoHistory, users: DemoUsers, catalog: Catalog): void {
  const groups = new Map<string, string>();
  for (const [i, { seller: code, ...facts }] of SUPPORT_GROUPS.entries()) {
    const seller = SELLERS.find((one) => one.code === code)!;
    const thread = `support-group-${i}`;
    history.plan(thread, history.at(listedOn(0) + 1, `11:4${i}:00`), async (at) => {
      const manager = users.of(seller, 'seller.manager');
      const values = await history.command(manager, at, thread, 'supportGroupCreate', facts);
      groups.set(facts.name, globalId('sgr', values.supportGroup!));
    });
  }
  for (const [i, product] of PRODUCTS.entries()) {
    const seller = SELLERS.find(({ code }) => code === product.seller);
    const thread = `product-${i}`;
    history.plan(thread, history.at(listedOn(i), '11:40:00'), async (at) => {
      const { seller: _, supportGroup: __, specifications, ...facts } = product;
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
    if (seller && product.supportGroup)
      history.plan(thread, history.at(listedOn(i), '11:50:00'), async (at) => {
        const manager = users.of(seller, 'seller.manager');
        await history.command(manager, at, thread, 'productSetSupportGroup', {
          id: catalog.get(product.name)!.id,
          supportGroupId: groups.get(product.supportGroup!),
        });
      });
  }
}
