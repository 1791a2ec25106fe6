import { Migration } from '@mikro-orm/migrations';
import { CHANGE_FUNCTIONS } from '../platform/db/changes.ts';

/** Tables of records, with the columns before `updated_at` of each index that a list needs. */
const RECORDS: Readonly<
  Record<string, readonly (readonly [index: string, column: string | null])[]>
> = {
  organization: [['changed', null]],
  membership: [
    ['changed', null],
    ['changed_of_org', 'org_id'],
  ],
  member_invitation: [
    ['changed', null],
    ['changed_of_org', 'org_id'],
  ],
  api_key: [
    ['changed', null],
    ['changed_of_org', 'org_id'],
  ],
  partner: [['changed', null]],
  product: [
    ['changed', null],
    ['changed_of_seller', 'seller_id'],
  ],
  specification: [],
  customer: [['changed', null]],
  partner_binding: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
  ],
  csp_authorization: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
    ['changed_of_seller', 'seller_id'],
  ],
  joint_sales_authorization: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
    ['changed_of_seller', 'seller_id'],
  ],
  exclusive_discount: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
    ['changed_of_seller', 'seller_id'],
  ],
  exclusive_discount_line: [],
  customer_order: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
  ],
  order_line: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
    ['changed_of_seller', 'seller_id'],
  ],
  settlement_bill: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
  ],
  settlement_bill_line: [],
  invoice: [
    ['changed', null],
    ['changed_of_partner', 'partner_id'],
  ],
  invoice_registration: [],
  saved_view: [['changed', 'org_id']],
  job: [
    ['changed', null],
    ['changed_of_tenant', 'tenant_id'],
  ],
};

/** Columns that PostgreSQL computes after the trigger, so that the trigger must not compare them. */
const GENERATED: Readonly<Record<string, string>> = {
  customer: 'search_key',
  partner_binding: 'due_at_or_never',
};

/** The time of a stored row's latest event, else of its creation. A demo's clock may have been ahead. */
const LATEST = `least(now(), greatest(r.created_at,
  (select max(e.created_at) from domain_event e where e.subject_id = r.id)))`;

/** Every record gets the time of its latest change, which the database sets from now on. */
export class Changes extends Migration {
  override async up(): Promise<void> {
    for (const statement of CHANGE_FUNCTIONS) this.addSql(statement);
    for (const [table, indexes] of Object.entries(RECORDS)) {
      this.fill(table, LATEST);
      for (const [index, column] of indexes) {
        const columns = [...(column ? [column] : []), 'updated_at', 'id'].join(', ');
        this.addSql(`create index ${table}_${index} on ${table} (${columns})`);
      }
    }
    this.addSql('update taxpayer_profile set updated_at = least(now(), updated_at)');
    this.addSql(
      'alter table taxpayer_profile alter column updated_at set default record_changed()',
    );
    this.trigger('taxpayer_profile');
    this.fill(
      'customer_access',
      `least(now(), greatest(r.since, (select c.updated_at from customer c where c.id = r.customer_id)))`,
    );
    this.addSql(
      'create index customer_access_changed on customer_access (org_id, updated_at, customer_id)',
    );
    this.customerToAccess();
  }

  private fill(table: string, at: string): void {
    this.addSql(`alter table ${table} add updated_at timestamptz(3) not null default now()`);
    // The other triggers would refuse or repeat the change of a stored row.
    this.addSql(`alter table ${table} disable trigger user`);
    this.addSql(`update ${table} r set updated_at = date_trunc('milliseconds', ${at})`);
    this.addSql(`alter table ${table} enable trigger user`);
    this.addSql(`alter table ${table} alter column updated_at set default record_changed()`);
    this.trigger(table);
  }

  private trigger(table: string): void {
    const create = `create trigger ${table}_updated before update on ${table} for each row`;
    const generated = GENERATED[table];
    if (!generated) {
      this.addSql(
        `${create} when (old.* is distinct from new.*) execute function record_updated()`,
      );
      return;
    }
    this.addSql(
      `create or replace function ${table}_updated_fn() returns trigger language plpgsql as $$ begin new.${generated} := old.${generated}; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(`${create} execute function ${table}_updated_fn()`);
  }

  /** The customer's own trigger now reports every change that an organization sees. */
  private customerToAccess(): void {
    this.addSql('drop trigger customer_to_access on customer');
    this.addSql(
      `create or replace function customer_customer_to_access_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin update customer_access set customer_name = new.name, updated_at = new.updated_at
        where customer_id = new.id and (level = 'FULL' or (old.created_at, old.name, old.name_key) is distinct from (new.created_at, new.name, new.name_key)); return null; end; $$`,
    );
    this.addSql(
      `create trigger customer_to_access after update on customer for each row when (old.* is distinct from new.*) execute function customer_customer_to_access_fn()`,
    );
  }
}
