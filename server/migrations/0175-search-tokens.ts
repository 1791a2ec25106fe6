import { Migration } from '@mikro-orm/migrations';

/** Tables with the column of their search text and those of the organizations that see a row. */
const SEARCHED = [
  ['appeal', 'search_key', ['partner_id', 'seller_id']],
  ['csp_authorization', 'search_key', ['partner_id', 'seller_id']],
  ['customer', 'search_key', []],
  ['customer_access', 'customer_search_key', ['org_id']],
  ['customer_demand', 'search_key', ['partner_id', 'seller_id']],
  ['customer_order', 'search_key', ['partner_id']],
  ['exclusive_discount', 'search_key', ['partner_id', 'seller_id']],
  ['joint_sales_authorization', 'search_key', ['partner_id', 'seller_id']],
  ['order_access', 'search_key', ['seller_id']],
  ['payment_authorization', 'search_key', ['partner_id', 'seller_id']],
  ['private_offer', 'search_key', ['partner_id', 'seller_id']],
  ['product', 'search_key', ['seller_id']],
  ['supervision', 'search_key', ['partner_id', 'seller_id']],
] as const;

/** One index finds the rows of an organization that contain a text. */
export class SearchTokens extends Migration {
  override async up(): Promise<void> {
    for (const [table, key, tenants] of SEARCHED) {
      if (!table.endsWith('_access')) {
        this.addSql(`drop index "${table}_characters"`);
        this.addSql(`drop index "${table}_search"`);
      }
      const ids = tenants.map((tenant) => `${tenant}::text`).join(', ');
      const orgs = ids === '' ? '' : ` || array[${ids}]`;
      this.addSql(
        `create index ${table}_tokens on ${table} using gin ((show_trgm(${key}) || string_to_array(regexp_replace(${key}, '[ -~]+', '', 'g'), null)${orgs}))`,
      );
      // The index is always the best way to its rows, and ANALYZE would take long to count the tokens.
      this.addSql(`alter index ${table}_tokens alter column 1 set statistics 0`);
    }
  }
}
