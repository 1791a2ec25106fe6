import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, SpecificationEntity } from '../../catalog/index.ts';
import { CellRefusal } from './import-target.ts';

/** The specification with the code of the product with the name. */
export async function goodsIn(
  tx: Tx,
  name: string,
  code: string,
): Promise<{ id: string; productId: string }> {
  const found = await tx.rows<{ id: string; productId: string; code: string }>(sql`
    select s.id, s.code, s.product_id as "productId" from ${sql.table(ProductEntity)} p
    join ${sql.table(SpecificationEntity)} s on s.product_id = p.id where p.name = ${name} limit 500`);
  if (found.length === 0) throw new CellRefusal('NOT_FOUND', 'product');
  const goods = found.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (!goods) throw new CellRefusal('NOT_FOUND', 'specification');
  return goods;
}
