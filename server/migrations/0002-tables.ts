import { Migration } from '@mikro-orm/migrations';

export class Tables extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "audit_entry" ("id" uuid not null, "created_at" timestamptz(3) not null, "tenant_id" uuid not null, "day" text not null, "position" int not null, "actor_id" uuid not null, "actor_name" text not null, "role" text not null, "via" text not null, "action" text not null, "subject_type" text not null, "subject_id" text not null, "request_id" text not null, "detail" jsonb not null, "previous_hash" text not null, "hash" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "audit_entry_tenant_id_created_at_id_index" on "audit_entry" ("tenant_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_position" unique ("tenant_id", "day", "position")`,
    );
    this.addSql(
      `create table "customer" ("id" uuid not null, "created_at" timestamptz(3) not null, "upstream_id" text null, "name" text not null, "name_key" text not null, "cloud_account" text null, "customer_type" text not null default 'COMPANY', "verified_status" text not null default 'NONE', "level" text null, "registered_at" timestamptz(3) null, "first_cash_at" timestamptz(3) null, "contact_name" text null, "contact_phone" text null, "contact_mail" text null, "country" text null, "upstream_flags" text[] not null default '{}', "source" text not null default 'PARTNER', "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "customer_newest" on "customer" ("created_at", "id")`);
    this.addSql(`create index "customer_by_name" on "customer" ("name", "id")`);
    this.addSql(`create index customer_name_key on customer using gin (name_key gin_trgm_ops)`);
    this.addSql(
      `alter table "customer" add constraint "customer_upstream_id" unique ("upstream_id")`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_cloud_account" unique ("cloud_account")`,
    );
    this.addSql(
      `create table "deadline" ("id" uuid not null, "created_at" timestamptz(3) not null, "subject_type" text not null, "subject_id" uuid not null, "event" text null, "kind" text not null, "due_at" timestamptz(3) not null, "on_expiry" text not null, "acts_side" text null, "partner_id" uuid null, "seller_id" uuid null, "customer_id" uuid null, "amount_minor" bigint null, "currency" text null, "label" text not null, "paused_since" timestamptz(3) null, "fired_at" timestamptz(3) null, "attempts" int not null default 0, "next_try_at" timestamptz(3) null, "last_error" text null, primary key ("id"))`,
    );
    this.addSql(
      `create unique index deadline_one_running on deadline (subject_type, subject_id, coalesce(event, label)) where fired_at is null`,
    );
    this.addSql(
      `create index deadline_due on deadline (due_at, id) where fired_at is null and event is not null`,
    );
    this.addSql(
      `create index deadline_of_partner on deadline (partner_id, due_at, id) where fired_at is null`,
    );
    this.addSql(
      `create index deadline_of_seller on deadline (seller_id, due_at, id) where fired_at is null`,
    );
    this.addSql(
      `create index deadline_of_customer on deadline (customer_id, due_at, id) where fired_at is null`,
    );
    this.addSql(
      `create table "demo_clock" ("id" int not null, "offset_ms" bigint not null, primary key ("id"))`,
    );
    this.addSql(
      `create table "domain_event" ("id" uuid not null, "created_at" timestamptz(3) not null, "subject_type" text not null, "subject_id" uuid not null, "event" text not null, "from_state" text null, "to_state" text not null, "subject_version" int not null, "actor_name" text not null, "actor_side" text not null, "via" text not null, "request_id" text not null, "detail" jsonb not null default '{}', "partner_id" uuid null, "seller_id" uuid null, "customer_id" uuid null, primary key ("id"))`,
    );
    this.addSql(
      `create index "domain_event_subject_id_created_at_id_index" on "domain_event" ("subject_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "domain_event" add constraint "domain_event_version" unique ("subject_type", "subject_id", "subject_version")`,
    );
    this.addSql(
      `create table "idempotency_key" ("tenant_id" uuid not null, "actor_id" uuid not null, "key" text not null, "command" text not null, "fingerprint" text not null, "response" jsonb null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("tenant_id", "actor_id", "key"))`,
    );
    this.addSql(
      `create table "one_time_link" ("id" uuid not null, "created_at" timestamptz(3) not null, "token_hash" text not null, "purpose" text not null, "subject_id" uuid not null, "mail" text null, "customer_id" uuid null, "customer_name" text null, "issuer_org_id" uuid null, "created_by" uuid not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "one_time_link_subject" on "one_time_link" ("subject_id", "created_at")`,
    );
    this.addSql(
      `alter table "one_time_link" add constraint "one_time_link_token" unique ("token_hash")`,
    );
    this.addSql(
      `create table "organization" ("id" uuid not null, "created_at" timestamptz(3) not null, "kind" text not null, "name" text not null, "name_en" text null, "code" text not null, "status" text not null default 'ACTIVE', "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "organization_newest" on "organization" ("created_at", "id")`);
    this.addSql(`create index "organization_by_name" on "organization" ("name", "id")`);
    this.addSql(`alter table "organization" add constraint "organization_code" unique ("code")`);
    this.addSql(
      `create table "outbox_message" ("id" uuid not null, "created_at" timestamptz(3) not null, "channel" text not null, "template" text not null, "locale" text null, "recipient_mail" text not null, "recipient_org_id" uuid null, "customer_id" uuid null, "params" jsonb not null, "links" jsonb null, "sent_at" timestamptz(3) null, "failed_at" timestamptz(3) null, "attempts" int not null default 0, "next_try_at" timestamptz(3) null, "last_error" text null, "provider_id" text null, "subject" text null, "body_text" text null, "body_html" text null, primary key ("id"))`,
    );
    this.addSql(
      `create index outbox_message_unsent on outbox_message (created_at, id) where sent_at is null and failed_at is null`,
    );
    this.addSql(
      `create index "outbox_message_recipient" on "outbox_message" ("recipient_mail", "created_at")`,
    );
    this.addSql(
      `create table "partner" ("id" uuid not null, "created_at" timestamptz(3) not null, "name" text not null, "parent_name" text null, "search_key" text not null, "tier" text not null, "parent_id" uuid null, "status" text not null, "joined_at" timestamptz(3) not null, "certified_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "partner_newest" on "partner" ("created_at", "id")`);
    this.addSql(`create index "partner_by_name" on "partner" ("name", "id")`);
    this.addSql(`create index "partner_of_parent" on "partner" ("parent_id", "created_at", "id")`);
    this.addSql(
      `create table "policy_value" ("id" uuid not null, "created_at" timestamptz(3) not null, "key" text not null, "value" numeric(18,6) not null, "effective_from" timestamptz(3) not null, "set_by" text not null, "reason" text not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "policy_value_key_effective_from_id_index" on "policy_value" ("key", "effective_from", "id")`,
    );
    this.addSql(
      `create index "policy_value_created_at_id_index" on "policy_value" ("created_at", "id")`,
    );
    this.addSql(
      `create table "product" ("id" uuid not null, "created_at" timestamptz(3) not null, "seller_id" uuid not null, "name" text not null, "search_key" text not null, "sale_model" text not null, "product_type" text not null, "status" text not null, "vat_class" text not null, "max_share_ratio" numeric(7,6) not null, "standard_share_ratio" numeric(7,6) not null, "floor_pay_rate" numeric(7,6) not null, "supervision_template" text null, "delisted_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "product_newest" on "product" ("created_at", "id")`);
    this.addSql(`create index "product_by_name" on "product" ("name", "id")`);
    this.addSql(`create index "product_of_seller" on "product" ("seller_id", "created_at", "id")`);
    this.addSql(`create index product_search on product using gin (search_key gin_trgm_ops)`);
    this.addSql(
      `alter table "product" add constraint "product_seller_name" unique ("seller_id", "name")`,
    );
    this.addSql(
      `create table "sign_in_attempt" ("key" text not null, "failures" jsonb not null, "pending" jsonb not null, "updated_at" timestamptz(3) not null, primary key ("key"))`,
    );
    this.addSql(`create index "sign_in_attempt_age" on "sign_in_attempt" ("updated_at")`);
    this.addSql(
      `create table "specification" ("id" uuid not null, "created_at" timestamptz(3) not null, "product_id" uuid not null, "seller_id" uuid not null, "code" text not null, "name" text not null, "list_price_minor" bigint not null, "currency" text not null, "period" text not null, "status" text not null, "delisted_at" timestamptz(3) null, "position" int not null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "specification_of_product" on "specification" ("product_id", "position", "id")`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_code" unique ("product_id", "code")`,
    );
    this.addSql(
      `create table "taxpayer_profile" ("id" uuid not null, "created_at" timestamptz(3) not null, "taxpayer_type" text not null, "tax_number" text not null, "invoice_title" text not null, "address" text not null, "phone" text not null, "bank_name" text not null, "bank_account" text not null, "updated_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create table "app_user" ("id" uuid not null, "created_at" timestamptz(3) not null, "mail" text not null, "name" text not null, "password_hash" text null, "totp_secret" text null, "totp_confirmed_at" timestamptz(3) null, "totp_last_step" int null, "recovery_code_hashes" text[] not null default '{}', "status" text not null default 'ACTIVE', "locale" text null, "session_epoch" int not null default 0, primary key ("id"))`,
    );
    this.addSql(`alter table "app_user" add constraint "app_user_mail" unique ("mail")`);
    this.addSql(
      `create table "membership" ("id" uuid not null, "created_at" timestamptz(3) not null, "user_id" uuid not null, "org_id" uuid not null, "role" text not null, "status" text not null default 'ACTIVE', "name" text not null, "mail" text not null, "session_epoch" int not null default 0, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "membership_of_org" on "membership" ("org_id", "created_at", "id")`);
    this.addSql(`create index "membership_by_name" on "membership" ("org_id", "name", "id")`);
    this.addSql(
      `alter table "membership" add constraint "membership_user_org" unique ("user_id", "org_id")`,
    );
    this.addSql(
      `create table "session" ("id" uuid not null, "created_at" timestamptz(3) not null, "token_hash" text not null, "user_id" uuid null, "membership_id" uuid null, "link_id" uuid null, "user_epoch" int null, "member_epoch" int null, "last_seen_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "ip" text not null, "user_agent" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "session_of_user" on "session" ("user_id")`);
    this.addSql(`create index "session_expiry" on "session" ("expires_at")`);
    this.addSql(`alter table "session" add constraint "session_token" unique ("token_hash")`);
    this.addSql(
      `create table "partner_binding" ("id" uuid not null, "created_at" timestamptz(3) not null, "partner_id" uuid not null, "customer_id" uuid not null, "status" text not null, "type" text null, "note" text null, "invite_mail" text null, "invited_by" uuid null, "reported_at" timestamptz(3) null, "invited_at" timestamptz(3) null, "due_at" timestamptz(3) null, "bound_at" timestamptz(3) null, "unbound_at" timestamptz(3) null, "decline_reason" text null, "requested_by" text null, "requested_type" text null, "request_reason" text null, "answer_reason" text null, "partner_requested_at" timestamptz(3) null, "customer_requested_at" timestamptz(3) null, "performance_from" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "partner_binding_of_partner" on "partner_binding" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "partner_binding_of_customer" on "partner_binding" ("customer_id", "created_at", "id")`,
    );
    this.addSql(`create index "partner_binding_newest" on "partner_binding" ("created_at", "id")`);
    this.addSql(
      `create unique index partner_binding_one_open on partner_binding (partner_id, customer_id) where status in ('REPORTED', 'INVITED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING')`,
    );
    this.addSql(
      `create unique index partner_binding_one_bound on partner_binding (customer_id) where status in ('BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING')`,
    );
    this.addSql(
      `create table "member_invitation" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "mail" text not null, "name" text not null, "role" text not null, "status" text not null default 'PENDING', "expires_at" timestamptz(3) not null, "invited_by" uuid null, "accepted_at" timestamptz(3) null, "membership_id" uuid null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create index "member_invitation_of_org" on "member_invitation" ("org_id", "created_at", "id")`,
    );
    this.addSql(
      `create unique index member_invitation_one_pending on member_invitation (org_id, mail) where status = 'PENDING'`,
    );
    this.addSql(
      `create table "exclusive_discount" ("id" uuid not null, "created_at" timestamptz(3) not null, "partner_id" uuid not null, "seller_id" uuid not null, "customer_id" uuid not null, "product_id" uuid not null, "number" text not null, "name" text not null, "customer_name" text not null, "product_name" text not null, "search_key" text not null, "status" text not null, "origin" text not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) not null, "note" text null, "justification" text null, "list_total_minor" bigint not null, "net_total_minor" bigint not null, "currency" text not null, "submitted_at" timestamptz(3) null, "review_due_at" timestamptz(3) null, "decided_at" timestamptz(3) null, "decided_by_name" text null, "decision_reason" text null, "activated_at" timestamptz(3) null, "unusable_reason" text null, "revoke_reason" text null, "created_by_id" uuid null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create unique index exclusive_discount_open_name on exclusive_discount (partner_id, lower(name)) where status in ('DRAFT', 'SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE')`,
    );
    this.addSql(
      `create index exclusive_discount_search on exclusive_discount using gin (search_key gin_trgm_ops)`,
    );
    this.addSql(
      `create index "exclusive_discount_of_partner" on "exclusive_discount" ("partner_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_seller" on "exclusive_discount" ("seller_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_customer" on "exclusive_discount" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_of_product" on "exclusive_discount" ("product_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_ending" on "exclusive_discount" ("partner_id", "valid_until", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_newest" on "exclusive_discount" ("created_at", "id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_number" unique ("number")`,
    );
    this.addSql(
      `create table "exclusive_discount_line" ("id" uuid not null, "created_at" timestamptz(3) not null, "discount_id" uuid not null, "partner_id" uuid not null, "seller_id" uuid not null, "customer_id" uuid not null, "specification_id" uuid not null, "specification_code" text not null, "specification_name" text not null, "position" int not null, "priced_by" text not null, "pay_rate" numeric(7,6) not null, "list_price_minor" bigint not null, "net_price_minor" bigint not null, "currency" text not null, "floor_pay_rate" numeric(7,6) not null, "state" text not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "exclusive_discount_line_of_discount" on "exclusive_discount_line" ("discount_id", "position", "id")`,
    );
    this.addSql(
      `create index "exclusive_discount_line_of_specification" on "exclusive_discount_line" ("specification_id", "state")`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_specification" unique ("discount_id", "specification_id")`,
    );
    this.addSql(
      `create table "customer_access" ("customer_id" uuid not null, "org_id" uuid not null, "level" text not null, "since" timestamptz(3) not null, "until" timestamptz(3) null, "account_manager_id" uuid null, "tags" text[] not null default '{}', primary key ("customer_id", "org_id"))`,
    );
    this.addSql(
      `create index "customer_access_of_org" on "customer_access" ("org_id", "customer_id")`,
    );
    this.addSql(
      `create index "customer_access_of_manager" on "customer_access" ("account_manager_id", "customer_id")`,
    );
    this.addSql(
      `create table "api_key" ("id" uuid not null, "created_at" timestamptz(3) not null, "org_id" uuid not null, "name" text not null, "prefix" text not null, "secret_hash" text not null, "role" text not null, "scopes" text[] not null, "expires_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "created_by" uuid null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "api_key_of_org" on "api_key" ("org_id", "created_at", "id")`);
    this.addSql(`alter table "api_key" add constraint "api_key_prefix" unique ("prefix")`);
    this.addSql(
      `create table "worker_heartbeat" ("id" uuid not null, "workers" text[] not null, "beat_at" timestamptz(3) not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_via_check" check ("via" in ('PORTAL', 'API_KEY', 'LINK', 'SYSTEM'))`,
    );
    this.addSql(
      `create or replace function "audit_entry_audit_entry_frozen_fn"() returns trigger as $$ begin raise exception 'audit entries are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "audit_entry_frozen" BEFORE UPDATE OR DELETE on "audit_entry" for each ROW execute function "audit_entry_audit_entry_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "audit_entry_audit_entry_kept_fn"() returns trigger as $$ begin raise exception 'audit entries are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "audit_entry_kept" BEFORE TRUNCATE on "audit_entry" for each STATEMENT execute function "audit_entry_audit_entry_kept_fn"()`,
    );
    this.addSql(`alter table "audit_entry" enable row level security`);
    this.addSql(`alter table "audit_entry" force row level security`);
    this.addSql(
      `create policy "owner_all" on "audit_entry" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "audit_entry" to "partnergraph_app" using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "audit_entry" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_account_lower" check (cloud_account = lower(cloud_account))`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_flags_known" check (upstream_flags <@ array['OUTSTANDING_BILL', 'BARRED_CONTRACT', 'CUSTODY_SUB_ACCOUNT', 'FROZEN', 'RESERVED_INSTANCE', 'SUPPORT_PLAN', 'SPECIAL_CONTRACT', 'INDEPENDENT_MEMBERS', 'UNPAID_PARTNER_PAYS', 'ARREARS', 'DIRECT_SALES_FOLLOW_UP']::text[])`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_customer_type_check" check ("customer_type" in ('PERSON', 'COMPANY'))`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_verified_status_check" check ("verified_status" in ('NONE', 'IN_REVIEW', 'FAILED', 'VERIFIED'))`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_level_check" check ("level" in ('V0', 'V1', 'V2', 'V3', 'V4', 'V5'))`,
    );
    this.addSql(
      `alter table "customer" add constraint "customer_source_check" check ("source" in ('PARTNER', 'IMPORT', 'UPSTREAM'))`,
    );
    this.addSql(`alter table "customer" enable row level security`);
    this.addSql(`alter table "customer" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer" to "partnergraph_app" using (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(`create policy "app_read" on "customer" for select to "partnergraph_app" using (exists (select 1 from customer_access a
  where a.customer_id = customer.id and a.org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and a.until is null))`);
    this.addSql(
      `create policy "reporting_rows" on "customer" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "deadline" add constraint "deadline_amount_has_currency" check ((amount_minor is null) = (currency is null))`,
    );
    this.addSql(
      `alter table "deadline" add constraint "deadline_kind_check" check ("kind" in ('CALENDAR_DAYS', 'BUSINESS_DAYS', 'INSTANT'))`,
    );
    this.addSql(
      `alter table "deadline" add constraint "deadline_acts_side_check" check ("acts_side" in ('PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'))`,
    );
    this.addSql(`alter table "deadline" enable row level security`);
    this.addSql(`alter table "deadline" force row level security`);
    this.addSql(
      `create policy "owner_all" on "deadline" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "deadline" to "partnergraph_app" using (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "deadline" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`alter table "demo_clock" add constraint "demo_clock_one_row" check (id = 1)`);
    this.addSql(
      `alter table "domain_event" add constraint "domain_event_via_check" check ("via" in ('PORTAL', 'API_KEY', 'LINK', 'SYSTEM'))`,
    );
    this.addSql(`alter table "domain_event" enable row level security`);
    this.addSql(`alter table "domain_event" force row level security`);
    this.addSql(
      `create policy "owner_all" on "domain_event" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "domain_event" to "partnergraph_app" using (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "domain_event" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`alter table "idempotency_key" enable row level security`);
    this.addSql(`alter table "idempotency_key" force row level security`);
    this.addSql(
      `create policy "owner_all" on "idempotency_key" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "idempotency_key" to "partnergraph_app" using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "idempotency_key" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "one_time_link" add constraint "one_time_link_purpose_check" check ("purpose" in ('SET_PASSWORD', 'JOIN_ORGANIZATION', 'BINDING_INVITE', 'BINDING_RESPONSE'))`,
    );
    this.addSql(`alter table "one_time_link" enable row level security`);
    this.addSql(`alter table "one_time_link" force row level security`);
    this.addSql(
      `create policy "owner_all" on "one_time_link" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "one_time_link" to "partnergraph_app" using (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or issuer_org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or issuer_org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "one_time_link" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "organization" add constraint "organization_kind_check" check ("kind" in ('PARTNER', 'SELLER', 'OPERATOR'))`,
    );
    this.addSql(
      `alter table "organization" add constraint "organization_status_check" check ("status" in ('ACTIVE', 'SUSPENDED'))`,
    );
    this.addSql(`alter table "organization" enable row level security`);
    this.addSql(`alter table "organization" force row level security`);
    this.addSql(
      `create policy "owner_all" on "organization" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "organization" to "partnergraph_app" using (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "app_read" on "organization" for select to "partnergraph_app" using ((select nullif(current_setting('app.tenant', true), '')::uuid) is not null and (kind in ('SELLER', 'OPERATOR') or (select current_setting('app.side', true)) in ('seller', 'customer')))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "organization" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_channel_check" check ("channel" in ('MAIL'))`,
    );
    this.addSql(
      `alter table "outbox_message" add constraint "outbox_message_locale_check" check ("locale" in ('zh', 'en'))`,
    );
    this.addSql(`alter table "outbox_message" enable row level security`);
    this.addSql(`alter table "outbox_message" force row level security`);
    this.addSql(
      `create policy "owner_all" on "outbox_message" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_insert" on "outbox_message" for insert to "partnergraph_app" with check (true)`,
    );
    this.addSql(
      `create policy "system_all" on "outbox_message" to "partnergraph_app" using ((select current_setting('app.side', true)) = 'system') with check ((select current_setting('app.side', true)) = 'system')`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_id_foreign" foreign key ("id") references "organization" ("id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_parent_id_foreign" foreign key ("parent_id") references "organization" ("id") on delete no action`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_parent_by_tier" check ((tier = 'SUB_DISTRIBUTOR') = (parent_id is not null))`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_not_its_own_parent" check (parent_id <> id)`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_certified" check ((status = 'CERTIFIED') = (certified_at is not null))`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_tier_check" check ("tier" in ('SOLUTION_PROVIDER', 'DISTRIBUTOR', 'SUB_DISTRIBUTOR'))`,
    );
    this.addSql(
      `alter table "partner" add constraint "partner_status_check" check ("status" in ('ENROLLED', 'CERTIFIED'))`,
    );
    this.addSql(`alter table "partner" enable row level security`);
    this.addSql(`alter table "partner" force row level security`);
    this.addSql(
      `create policy "owner_all" on "partner" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "partner" to "partnergraph_app" using (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "app_read" on "partner" for select to "partnergraph_app" using ((select nullif(current_setting('app.tenant', true), '')::uuid) is not null and (parent_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('seller', 'customer')))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "partner" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`alter table "policy_value" enable row level security`);
    this.addSql(`alter table "policy_value" force row level security`);
    this.addSql(
      `create policy "owner_all" on "policy_value" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_read" on "policy_value" for select to "partnergraph_app" using (true)`,
    );
    this.addSql(
      `create policy "app_set" on "policy_value" for insert to "partnergraph_app" with check ((select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "product" add constraint "product_floor" check (floor_pay_rate > 0 and floor_pay_rate <= 1)`,
    );
    this.addSql(
      `alter table "product" add constraint "product_shares" check (0 <= standard_share_ratio and standard_share_ratio <= max_share_ratio and max_share_ratio <= 1)`,
    );
    this.addSql(
      `alter table "product" add constraint "product_delisted" check ((status = 'DELISTED') = (delisted_at is not null))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_sale_model_check" check ("sale_model" in ('COMMON', 'JOINT_OPERATION', 'HUAWEI'))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_product_type_check" check ("product_type" in ('SAAS', 'IMAGE', 'API', 'CONTAINER', 'DATA_ASSET', 'AI_ASSET', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE', 'CONSULTING'))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_status_check" check ("status" in ('ON_SALE', 'DELISTED'))`,
    );
    this.addSql(
      `alter table "product" add constraint "product_vat_class_check" check ("vat_class" in ('SOFTWARE', 'HARDWARE', 'SERVICE'))`,
    );
    this.addSql(`alter table "product" enable row level security`);
    this.addSql(`alter table "product" force row level security`);
    this.addSql(
      `create policy "owner_all" on "product" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "product" to "partnergraph_app" using (seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "app_read" on "product" for select to "partnergraph_app" using ((select current_setting('app.side', true)) = 'partner' and (select exists (select 1 from partner m where m.id = (select nullif(current_setting('app.tenant', true), '')::uuid))))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "product" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(`alter table "sign_in_attempt" enable row level security`);
    this.addSql(`alter table "sign_in_attempt" force row level security`);
    this.addSql(
      `create policy "owner_all" on "sign_in_attempt" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "sign_in_attempt" to "partnergraph_app" using ((select current_setting('app.side', true)) in ('operator', 'system')) with check ((select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "sign_in_attempt" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_price" check (list_price_minor > 0)`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_delisted" check ((status = 'DELISTED') = (delisted_at is not null))`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_period_check" check ("period" in ('MONTH', 'YEAR', 'ONE_OFF', 'ON_DEMAND'))`,
    );
    this.addSql(
      `alter table "specification" add constraint "specification_status_check" check ("status" in ('ON_SALE', 'DELISTED'))`,
    );
    this.addSql(`alter table "specification" enable row level security`);
    this.addSql(`alter table "specification" force row level security`);
    this.addSql(
      `create policy "owner_all" on "specification" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "specification" to "partnergraph_app" using (seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "app_read" on "specification" for select to "partnergraph_app" using ((select current_setting('app.side', true)) = 'partner' and (select exists (select 1 from partner m where m.id = (select nullif(current_setting('app.tenant', true), '')::uuid))))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "specification" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "taxpayer_profile" add constraint "taxpayer_profile_id_foreign" foreign key ("id") references "partner" ("id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "taxpayer_profile" add constraint "taxpayer_profile_taxpayer_type_check" check ("taxpayer_type" in ('GENERAL', 'SMALL_SCALE'))`,
    );
    this.addSql(`alter table "taxpayer_profile" enable row level security`);
    this.addSql(`alter table "taxpayer_profile" force row level security`);
    this.addSql(
      `create policy "owner_all" on "taxpayer_profile" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "taxpayer_profile" to "partnergraph_app" using (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "taxpayer_profile" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "app_user" add constraint "app_user_mail_lower" check (mail = lower(mail))`,
    );
    this.addSql(
      `alter table "app_user" add constraint "app_user_status_check" check ("status" in ('ACTIVE', 'SUSPENDED'))`,
    );
    this.addSql(
      `alter table "app_user" add constraint "app_user_locale_check" check ("locale" in ('zh', 'en'))`,
    );
    this.addSql(`alter table "app_user" enable row level security`);
    this.addSql(`alter table "app_user" force row level security`);
    this.addSql(
      `create policy "owner_all" on "app_user" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "app_user" to "partnergraph_app" using ((select current_setting('app.side', true)) in ('operator', 'system')) with check ((select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "app_user" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_user_id_foreign" foreign key ("user_id") references "app_user" ("id")`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_role_check" check ("role" in ('csp.owner', 'csp.manager', 'csp.rep', 'csp.finance', 'csp.service', 'csp.developer', 'csp.auditor', 'seller.manager', 'seller.reviewer', 'seller.finance', 'operator'))`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_status_check" check ("status" in ('ACTIVE', 'SUSPENDED'))`,
    );
    this.addSql(`alter table "membership" enable row level security`);
    this.addSql(`alter table "membership" force row level security`);
    this.addSql(
      `create policy "owner_all" on "membership" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "membership" to "partnergraph_app" using (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "membership" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "session" add constraint "session_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "session" add constraint "session_membership_id_foreign" foreign key ("membership_id") references "membership" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "session" add constraint "session_link_id_foreign" foreign key ("link_id") references "one_time_link" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "session" add constraint "session_of_member_or_link" check ((user_id is not null and membership_id is not null) <> (link_id is not null))`,
    );
    this.addSql(`alter table "session" enable row level security`);
    this.addSql(`alter table "session" force row level security`);
    this.addSql(
      `create policy "owner_all" on "session" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "session" to "partnergraph_app" using ((select current_setting('app.side', true)) in ('operator', 'system')) with check ((select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "session" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_partner_id_foreign" foreign key ("partner_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_invited_by_foreign" foreign key ("invited_by") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_clock" check ((status in ('REPORTED', 'INVITED', 'UNBIND_PENDING')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_bound" check (not (status in ('BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING', 'UNBOUND')) or (bound_at is not null and type is not null and performance_from is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_invited" check (status <> 'INVITED' or (type is not null and invite_mail is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_unbound" check ((status = 'UNBOUND') = (unbound_at is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_request" check ((status in ('CHANGE_PENDING', 'UNBIND_PENDING')) = (requested_by is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_new_type" check ((status = 'CHANGE_PENDING') = (requested_type is not null))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_status_check" check ("status" in ('REPORTED', 'INVITED', 'DECLINED', 'EXPIRED', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING', 'UNBOUND'))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_type_check" check ("type" in ('ADVISORY', 'AGENCY'))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_requested_by_check" check ("requested_by" in ('PARTNER', 'CUSTOMER'))`,
    );
    this.addSql(
      `alter table "partner_binding" add constraint "partner_binding_requested_type_check" check ("requested_type" in ('ADVISORY', 'AGENCY'))`,
    );
    this.addSql(`alter table "partner_binding" enable row level security`);
    this.addSql(`alter table "partner_binding" force row level security`);
    this.addSql(
      `create policy "owner_all" on "partner_binding" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "partner_binding" to "partnergraph_app" using (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "partner_binding" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_invited_by_foreign" foreign key ("invited_by") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_membership_id_foreign" foreign key ("membership_id") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_mail_lower" check (mail = lower(mail))`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_role_check" check ("role" in ('csp.owner', 'csp.manager', 'csp.rep', 'csp.finance', 'csp.service', 'csp.developer', 'csp.auditor', 'seller.manager', 'seller.reviewer', 'seller.finance', 'operator'))`,
    );
    this.addSql(
      `alter table "member_invitation" add constraint "member_invitation_status_check" check ("status" in ('PENDING', 'ACCEPTED', 'REVOKED', 'EXPIRED'))`,
    );
    this.addSql(`alter table "member_invitation" enable row level security`);
    this.addSql(`alter table "member_invitation" force row level security`);
    this.addSql(
      `create policy "owner_all" on "member_invitation" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "member_invitation" to "partnergraph_app" using (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "member_invitation" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_created_by_id_foreign" foreign key ("created_by_id") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_period" check (valid_from < valid_until)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_submitted" check (status = 'DRAFT' or submitted_at is not null)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_review_clock" check ((status in ('SELLER_REVIEW', 'MANUAL_REVIEW')) = (review_due_at is not null))`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_special_request" check (status <> 'MANUAL_REVIEW' or justification is not null)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_rejected" check (status <> 'REJECTED' or decision_reason is not null)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_active" check (status <> 'EFFECTIVE' or (activated_at is not null and valid_from <= activated_at))`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_unusable" check ((status = 'UNUSABLE') = (unusable_reason is not null))`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_totals" check (0 < net_total_minor and net_total_minor <= list_total_minor)`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_status_check" check ("status" in ('DRAFT', 'SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'))`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_origin_check" check ("origin" in ('PARTNER', 'AUTO'))`,
    );
    this.addSql(
      `alter table "exclusive_discount" add constraint "exclusive_discount_unusable_reason_check" check ("unusable_reason" in ('PRODUCT_DELISTED', 'SPECIFICATION_DELISTED', 'CUSTOMER_UNBOUND'))`,
    );
    this.addSql(
      `create or replace function "exclusive_discount_exclusive_discount_to_lines_fn"() returns trigger as $$ begin update exclusive_discount_line set state = new.status, valid_from = new.valid_from, valid_until = new.valid_until where discount_id = new.id; return null; end; $$ language plpgsql`,
    );
    this.addSql(`create trigger "exclusive_discount_to_lines" AFTER UPDATE on "exclusive_discount" for each ROW
  when ((old.status, old.valid_from, old.valid_until) is distinct from (new.status, new.valid_from, new.valid_until)) execute function "exclusive_discount_exclusive_discount_to_lines_fn"()`);
    this.addSql(`alter table "exclusive_discount" enable row level security`);
    this.addSql(`alter table "exclusive_discount" force row level security`);
    this.addSql(
      `create policy "owner_all" on "exclusive_discount" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "exclusive_discount" to "partnergraph_app" using (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "exclusive_discount" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "exclusive_discount" to "partnergraph_app" using ((seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and status <> 'DRAFT') or (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and status in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED'))) with check ((seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and status <> 'DRAFT') or (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and status in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED')))`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_discount_id_foreign" foreign key ("discount_id") references "exclusive_discount" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_partner_id_foreign" foreign key ("partner_id") references "partner" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_specification_id_foreign" foreign key ("specification_id") references "specification" ("id")`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_rate" check (pay_rate > 0 and pay_rate <= 1)`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_price" check (0 < net_price_minor and net_price_minor <= list_price_minor)`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_slot" exclude using gist (customer_id with =, specification_id with =, tstzrange(valid_from, valid_until) with &&) where (state in ('SCHEDULED', 'EFFECTIVE'))`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_priced_by_check" check ("priced_by" in ('RATE', 'NET'))`,
    );
    this.addSql(
      `alter table "exclusive_discount_line" add constraint "exclusive_discount_line_state_check" check ("state" in ('DRAFT', 'SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'UNUSABLE', 'REVOKED'))`,
    );
    this.addSql(`alter table "exclusive_discount_line" enable row level security`);
    this.addSql(`alter table "exclusive_discount_line" force row level security`);
    this.addSql(
      `create policy "owner_all" on "exclusive_discount_line" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "exclusive_discount_line" to "partnergraph_app" using (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (partner_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "exclusive_discount_line" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `create policy "app_counterparties" on "exclusive_discount_line" to "partnergraph_app" using ((seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and state <> 'DRAFT') or (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and state in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED'))) with check ((seller_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and state <> 'DRAFT') or (customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and state in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED')))`,
    );
    this.addSql(
      `alter table "customer_access" add constraint "customer_access_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "customer_access" add constraint "customer_access_org_id_foreign" foreign key ("org_id") references "organization" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "customer_access" add constraint "customer_access_account_manager_id_foreign" foreign key ("account_manager_id") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "customer_access" add constraint "customer_access_level_check" check ("level" in ('NAME', 'FULL'))`,
    );
    this.addSql(`alter table "customer_access" enable row level security`);
    this.addSql(`alter table "customer_access" force row level security`);
    this.addSql(
      `create policy "owner_all" on "customer_access" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "customer_access" to "partnergraph_app" using (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or customer_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "customer_access" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "api_key" add constraint "api_key_org_id_foreign" foreign key ("org_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "api_key" add constraint "api_key_created_by_foreign" foreign key ("created_by") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "api_key" add constraint "api_key_scopes" check (scopes <@ array['read', 'write', 'schema:read']::text[])`,
    );
    this.addSql(
      `alter table "api_key" add constraint "api_key_role_check" check ("role" in ('csp.owner', 'csp.manager', 'csp.rep', 'csp.finance', 'csp.service', 'csp.developer', 'csp.auditor', 'seller.manager', 'seller.reviewer', 'seller.finance', 'operator', 'service', 'reporting'))`,
    );
    this.addSql(`alter table "api_key" enable row level security`);
    this.addSql(`alter table "api_key" force row level security`);
    this.addSql(
      `create policy "owner_all" on "api_key" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "api_key" to "partnergraph_app" using (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system')) with check (org_id = (select nullif(current_setting('app.tenant', true), '')::uuid) or (select current_setting('app.side', true)) in ('operator', 'system'))`,
    );
    this.addSql(
      `create policy "reporting_rows" on "api_key" for select to "partnergraph_reporting" using (false)`,
    );
  }
}
