import { Migration } from '@mikro-orm/migrations';

const TABLES = [
  'deadline',
  'joint_sales_authorization',
  'authorization_version',
  'sales_period',
  'product_sales',
  'settlement_bill',
  'settlement_bill_line',
  'invoice',
  'invoice_registration',
  'specification',
  'exclusive_discount',
  'exclusive_discount_line',
  'customer_order',
  'order_line',
];

export class OneCurrency extends Migration {
  override async up(): Promise<void> {
    const others = TABLES.map(
      (table) =>
        `select distinct '${table}' as name, currency from ${table} where currency <> 'CNY'`,
    );
    // No exchange rate is known here, so a person must convert such rows.
    this.addSql(`do $$ declare others text; begin
      select string_agg(format('%s (%s)', name, currency), ', ' order by name, currency) into others
      from (${others.join(' union all ')}) o;
      if others is not null then
        raise exception 'The site has one currency, CNY. Convert the amounts in others, then start again: %', others;
      end if;
    end $$`);
    this.addSql(`alter table "deadline" drop constraint "deadline_amount_has_currency"`);
    this.addSql(`update "deadline" set currency = 'CNY' where currency is null`);
    this.addSql(`alter table "deadline" alter column "currency" set not null`);
    for (const table of TABLES) {
      this.addSql(`alter table "${table}" drop constraint if exists "${table}_currency_check"`);
      this.addSql(`alter table "${table}" alter column "currency" set default 'CNY'`);
      this.addSql(
        `alter table "${table}" add constraint "${table}_currency_check" check ("currency" in ('CNY'))`,
      );
    }
  }
}
