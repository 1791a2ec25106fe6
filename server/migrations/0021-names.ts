import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

const OPEN = `'PRE_REGISTERED', 'INVITED', 'PROVISIONAL'`;

/**
 * One name for each thing: pre-registration, floor pay rate, partner selected at checkout. Domain events take the new
 * names. Audit entries keep the old ones, because their hashes cover them.
 */
export class Names extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "csp_authorization" drop constraint "csp_authorization_rate"`);
    this.addSql(`alter table "csp_authorization" rename column "min_pay_rate" to "floor_pay_rate"`);
    this.addSql(
      `alter table "csp_authorization" add constraint "csp_authorization_rate" check (floor_pay_rate > 0 and floor_pay_rate <= 1)`,
    );
    this.binding();
    this.addSql(`alter table "customer_order" drop constraint "customer_order_attribution_check"`);
    this.addSql(`update customer_order set attribution = 'SELECTED' where attribution = 'LINK'`);
    this.addSql(
      `alter table "customer_order" add constraint "customer_order_attribution_check" check ("attribution" in ('NONE', 'DISCOUNT', 'AUTO', 'SELECTED'))`,
    );
    this.frozen(
      'policy_value',
      `update policy_value set key = 'binding.pre-registration' where key = 'binding.report'`,
    );
    this.savedViews('status', 'REPORTED', 'PRE_REGISTERED');
    this.savedViews('attribution', 'LINK', 'SELECTED');
  }

  private binding(): void {
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_clock"`);
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_status_check"`);
    this.addSql(`drop index "partner_binding_waiting"`);
    this.addSql(`drop index "partner_binding_one_open"`);
    this.addSql(`alter table "partner_binding" rename column "reported_at" to "pre_registered_at"`);
    this.addSql(`update partner_binding set status = 'PRE_REGISTERED' where status = 'REPORTED'`);
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_clock" check ((status in (${OPEN}, 'UNBIND_PENDING')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_status_check" check ("status" in (${OPEN}, 'DECLINED', 'EXPIRED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING', 'UNBOUND'))`,
    );
    this.addSql(
      `create index partner_binding_waiting on partner_binding (partner_id) where status in (${OPEN})`,
    );
    this.addSql(
      `create unique index partner_binding_one_open on partner_binding (partner_id, customer_id) where status in (${OPEN}, 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING')`,
    );
    this.addSql('drop function if exists guard_reported_elsewhere(uuid, uuid)');
    for (const text of GUARD_FUNCTIONS) this.addSql(text);
    this.frozen(
      'domain_event',
      `update domain_event set event = case event when 'report' then 'preRegister' when 'grantUnasked' then 'grantDirectly' else event end,
        from_state = case from_state when 'REPORTED' then 'PRE_REGISTERED' else from_state end,
        to_state = case to_state when 'REPORTED' then 'PRE_REGISTERED' else to_state end
      where event in ('report', 'grantUnasked') or 'REPORTED' in (from_state, to_state)`,
    );
    this.addSql(
      `update notification set event = 'PartnerBinding.preRegister' where event = 'PartnerBinding.report'`,
    );
  }

  /** Renames in a table whose rows cannot be changed otherwise. */
  private frozen(table: string, update: string): void {
    this.addSql(`alter table ${table} disable trigger ${table}_frozen`);
    this.addSql(update);
    this.addSql(`alter table ${table} enable trigger ${table}_frozen`);
  }

  /** Replaces a word in the values, joined by "~", of a parameter of saved views. */
  private savedViews(parameter: string, old: string, name: string): void {
    this.addSql(
      `update saved_view set state = jsonb_set(state, '{${parameter}}', to_jsonb(regexp_replace(state->>'${parameter}', '(^|~)${old}(~|$)', '\\1${name}\\2')))
      where state->>'${parameter}' ~ '(^|~)${old}(~|$)'`,
    );
  }
}
