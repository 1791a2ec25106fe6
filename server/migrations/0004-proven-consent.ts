import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/**
 * One-time codes, provisional bindings, and contacts on file. Contacts that partners entered before are not contacts
 * on file, and partners can no longer enter them.
 */
export class ProvenConsent extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "consent_code" ("id" uuid not null, "created_at" timestamptz(3) not null, "binding_id" uuid not null, "partner_id" uuid not null, "customer_id" uuid not null, "code_hash" text not null, "sent_to" text not null, "expires_at" timestamptz(3) not null, "wrong_tries" int not null default 0, "used_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "consent_code_of_pair" on "consent_code" ("customer_id", "partner_id", "created_at")`,
    );
    this.addSql(
      `create index "consent_code_of_binding" on "consent_code" ("binding_id", "created_at")`,
    );
    this.addSql(`alter table "customer" add "contact_on_file" boolean not null default false`);
    this.addSql(
      `alter table "customer" add constraint "customer_contact_on_file" check (not contact_on_file or contact_mail is not null)`,
    );
    this.addSql(
      `update customer set contact_on_file = true where source = 'UPSTREAM' and contact_mail is not null`,
    );
    this.addSql(`alter table "outbox_message" add "secrets" jsonb null`);
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_clock"`);
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_invited"`);
    this.addSql(`alter table "partner_binding" drop constraint "partner_binding_status_check"`);
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_clock" check ((status in ('REPORTED', 'INVITED', 'PROVISIONAL', 'UNBIND_PENDING')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_invited" check (not (status in ('INVITED', 'PROVISIONAL')) or (type is not null and invite_mail is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_status_check" check ("status" in ('REPORTED', 'INVITED', 'PROVISIONAL', 'DECLINED', 'EXPIRED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING', 'UNBOUND'))`,
    );
    this.addSql(
      `alter table "consent_code" add constraint "consent_code_binding_id_foreign" foreign key ("binding_id") references "partner_binding" ("id")`,
    );
    this.addSql(
      `alter table "consent_code" add constraint "consent_code_partner_id_foreign" foreign key ("partner_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "consent_code" add constraint "consent_code_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "consent_code" add constraint "consent_code_tries" check (wrong_tries >= 0)`,
    );
    this.addSql(`alter table "consent_code" enable row level security`);
    this.addSql(`alter table "consent_code" force row level security`);
    this.addSql(
      `create policy "owner_all" on "consent_code" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "consent_code" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "consent_code" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`drop index partner_binding_waiting`);
    this.addSql(
      `create index partner_binding_waiting on partner_binding (partner_id) where status in ('REPORTED', 'INVITED', 'PROVISIONAL')`,
    );
    this.addSql(`drop index partner_binding_one_open`);
    this.addSql(
      `create unique index partner_binding_one_open on partner_binding (partner_id, customer_id) where status in ('REPORTED', 'INVITED', 'PROVISIONAL', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING')`,
    );
    this.addSql(
      `drop function if exists guard_prospect(uuid, text, text, text, text, timestamptz)`,
    );
    for (const statement of GUARD_FUNCTIONS) this.addSql(statement);
  }
}
