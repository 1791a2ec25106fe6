import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, SpecificationEntity } from '../../catalog/index.ts';
import { CustomerAccessEntity, CustomerEntity } from '../../customers/index.ts';
import { CellRefusal } from './import-target.ts';

/** The customer with the account among those that the partner knows; the command checks that the viewer sees it. */
export async function customerIn(tx: Tx, account: string): Promise<string> {
  const [found] = await tx.rows<{ id: string }>(sql`
    select c.id from ${sql.table(CustomerEntity)} c
    join ${sql.table(CustomerAccessEntity)} a on a.customer_id = c.id and a.org_id = ${tx.viewer.tenantId}
    where c.cloud_account = ${account.toLowerCase()}`);
  if (!found) throw new CellRefusal('NOT_FOUND', 'customer');
  return found.id;
}

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
