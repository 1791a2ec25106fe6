import { Migration } from '@mikro-orm/migrations';
import { GUARD_FUNCTIONS } from './functions/index.ts';

/** First node of each template, and the side that acts there. */
const FIRST = `(values ('STANDARD', 'AWAIT_REQUIREMENT', 'CUSTOMER'), ('WEBSITE', 'AWAIT_REQUIREMENT', 'CUSTOMER'),
  ('LICENSE_CODE', 'AWAIT_CLAIM', 'CUSTOMER'), ('LICENSE_ID', 'AWAIT_ID', 'CUSTOMER'),
  ('LICENSE_PACKAGE', 'DEPLOYING', 'SELLER'), ('HARDWARE', 'AWAIT_SHIPMENT', 'SELLER')) f(template, node, actor)`;

const NODES = `(values
  ('STANDARD', 0, 'AWAIT_REQUIREMENT', 'CUSTOMER'), ('STANDARD', 1, 'AWAIT_CONFIRM', 'SELLER'),
  ('STANDARD', 2, 'IMPLEMENTING', 'SELLER'), ('STANDARD', 3, 'AWAIT_ACCEPTANCE', 'CUSTOMER'),
  ('WEBSITE', 0, 'AWAIT_REQUIREMENT', 'CUSTOMER'), ('WEBSITE', 1, 'AWAIT_CONFIRM', 'SELLER'),
  ('WEBSITE', 2, 'IMPLEMENTING', 'SELLER'), ('WEBSITE', 3, 'AWAIT_DRAFT_CONFIRM', 'CUSTOMER'),
  ('WEBSITE', 4, 'BUILDING', 'SELLER'), ('WEBSITE', 5, 'AWAIT_ACCEPTANCE', 'CUSTOMER'),
  ('LICENSE_CODE', 0, 'AWAIT_CLAIM', 'CUSTOMER'), ('LICENSE_CODE', 1, 'AWAIT_ACTIVATION', 'SELLER'),
  ('LICENSE_CODE', 2, 'AWAIT_PROOF', 'SELLER'),
  ('LICENSE_ID', 0, 'AWAIT_ID', 'CUSTOMER'), ('LICENSE_ID', 1, 'IMPLEMENTING', 'SELLER'),
  ('LICENSE_ID', 2, 'AWAIT_ACCEPTANCE', 'CUSTOMER'),
  ('LICENSE_PACKAGE', 0, 'DEPLOYING', 'SELLER'), ('LICENSE_PACKAGE', 1, 'AWAIT_ACCEPTANCE', 'CUSTOMER'),
  ('HARDWARE', 0, 'AWAIT_SHIPMENT', 'SELLER'), ('HARDWARE', 1, 'AWAIT_ACCEPTANCE', 'CUSTOMER')) n(template, position, node, actor)`;

/**
 * Existing supervised lines: an open one begins at its first node now, since nobody recorded its steps; a completed
 * one has passed all nodes.
 */
const EXISTING: readonly string[] = [
  `insert into supervision (id, created_at, order_id, order_line_id, partner_id, seller_id, customer_id, product_id,
    order_number, customer_name, product_name, specification_name, quantity, deal_minor, cash_minor, search_key, template,
    is_reviewed, status, actor, clock_since, paid_at, promised_days, deliver_by, delivered_at, stall_at, warn_at, overdue_at,
    is_overdue, due_at, acceptance, completed_at, ended_at, version)
  select gen_random_uuid(), o.paid_at, o.id, l.id, l.partner_id, l.seller_id, l.customer_id, l.product_id,
    l.order_number, o.customer_name, l.product_name, l.specification_name, l.quantity, l.deal_minor, l.cash_minor, o.search_key, f.template,
    false, x.status, case when x.is_open then f.actor end, case when x.is_open then now() else o.paid_at end, o.paid_at, p.average_delivery_days, x.deliver_by,
    x.completed_at, case when x.is_open then x.stall_at end,
    case when x.is_open and x.warn_at > now() then x.warn_at end, case when x.is_open and x.deliver_by > now() then x.deliver_by end,
    coalesce(x.deliver_by < coalesce(x.completed_at, now()), false), case when x.is_open and f.actor = 'SELLER' then coalesce(x.deliver_by, x.stall_at) when x.is_open then x.stall_at end,
    case when x.completed_at is not null then 'CUSTOMER' end, x.completed_at, case when not x.is_open then coalesce(x.completed_at, now()) end,
    case when x.is_open then 1 else 2 end
  from order_line l join customer_order o on o.id = l.order_id join product p on p.id = l.product_id
    join ${FIRST} on f.template = coalesce(p.supervision_template, 'STANDARD')
    cross join lateral (select l.supervision = 'IN_PROGRESS' and l.status <> 'REFUNDED' as is_open,
      case when l.supervision = 'COMPLETED' then 'COMPLETED' when l.status = 'REFUNDED' then 'CLOSED' else f.node end as status,
      case when l.supervision = 'COMPLETED' then l.supervision_completed_at end as completed_at,
      o.paid_at + make_interval(days => p.average_delivery_days) as deliver_by,
      o.paid_at + make_interval(days => p.average_delivery_days) * 0.8 as warn_at, now() + interval '5 days' as stall_at) x
  where l.supervision <> 'NOT_APPLICABLE' and l.refund_of_id is null and o.paid_at is not null`,
  `insert into supervision_node (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, position, node, actor, state, entered_at, left_at, round)
  select gen_random_uuid(), s.created_at, s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, n.position, n.node, n.actor, x.state,
    case when x.state <> 'AHEAD' then s.paid_at end, case when x.state = 'DONE' then s.completed_at end, (x.state <> 'AHEAD')::int
  from supervision s join ${NODES} on n.template = s.template
    cross join lateral (select case when s.status = 'COMPLETED' then 'DONE' when n.position = 0 then 'CURRENT' else 'AHEAD' end as state) x`,
  `insert into supervision_log (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, event, to_state, actor_name, actor_side, via)
  select gen_random_uuid(), s.paid_at, s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, 'begin', f.node, 'supervision', 'SYSTEM', 'SYSTEM'
  from supervision s join ${FIRST} on f.template = s.template`,
  `insert into supervision_log (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, event, from_state, to_state, actor_name, actor_side, via)
  select gen_random_uuid(), s.ended_at, s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, case s.status when 'CLOSED' then 'close' else 'accept' end,
    f.node, s.status, 'supervision', 'SYSTEM', 'SYSTEM'
  from supervision s join ${FIRST} on f.template = s.template where s.ended_at is not null`,
  `insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side, partner_id, seller_id, customer_id)
  select gen_random_uuid(), now(), 'Supervision', s.id, c.event, c.kind, c.due_at, s.status, s.order_number || ' ' || s.product_name, c.acts,
    s.partner_id, s.seller_id, s.customer_id
  from supervision s cross join lateral (values
    ('flagStalled', 'CALENDAR_DAYS', s.stall_at, s.actor), ('remind-4', 'INSTANT', s.stall_at - interval '4 days', null),
    ('remind-2', 'INSTANT', s.stall_at - interval '2 days', null), ('warnDelivery', 'CALENDAR_DAYS', s.warn_at, null),
    ('flagOverdue', 'CALENDAR_DAYS', s.overdue_at, case s.actor when 'SELLER' then 'SELLER' end)) c(event, kind, due_at, acts)
  where c.due_at is not null`,
];

export class Supervision extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "supervision" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "order_id" uuid not null, "order_line_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "product_id" uuid not null, "order_number" text not null, "customer_name" text not null, "product_name" text not null, "specification_name" text not null, "quantity" int not null, "deal_minor" bigint not null, "cash_minor" bigint not null, "currency" text not null default 'CNY', "search_key" text not null, "template" text not null, "is_reviewed" boolean not null, "status" text not null, "actor" text null, "clock_since" timestamptz(3) not null, "paid_at" timestamptz(3) not null, "promised_days" int null, "deliver_by" timestamptz(3) null, "delivered_at" timestamptz(3) null, "stall_at" timestamptz(3) null, "warn_at" timestamptz(3) null, "overdue_at" timestamptz(3) null, "auto_accept_at" timestamptz(3) null, "is_stalled" boolean not null default false, "is_overdue" boolean not null default false, "due_at" timestamptz(3) null, "due_at_or_never" timestamptz(3) generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null, "rejection_count" int not null default 0, "rejection_reason" text null, "rejected_at" timestamptz(3) null, "nudged_at" timestamptz(3) null, "frozen_at" timestamptz(3) null, "frozen_node" text null, "recipient_name" text null, "recipient_phone" text null, "shipping_address" text null, "carrier" text null, "tracking_number" text null, "shipped_at" timestamptz(3) null, "signed_off_at" timestamptz(3) null, "is_phone_confirmed" boolean null, "system_id" text null, "claimed_at" timestamptz(3) null, "activated_at" timestamptz(3) null, "acceptance" text null, "completed_at" timestamptz(3) null, "ended_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(`create index "supervision_newest" on "supervision" ("created_at", "id")`);
    this.addSql(
      `create index "supervision_of_partner" on "supervision" ("partner_id", "created_at", "id", "seller_id", "status", "actor", "template", "is_overdue", "is_stalled", "customer_id")`,
    );
    this.addSql(
      `create index "supervision_of_seller" on "supervision" ("seller_id", "created_at", "id", "partner_id", "status", "actor", "template", "is_overdue", "is_stalled", "customer_id")`,
    );
    this.addSql(
      `create index "supervision_due" on "supervision" ("due_at_or_never", "id", "status")`,
    );
    this.addSql(
      `create index "supervision_due_of_partner" on "supervision" ("partner_id", "due_at_or_never", "id", "status", "actor")`,
    );
    this.addSql(
      `create index "supervision_due_of_seller" on "supervision" ("seller_id", "due_at_or_never", "id", "status", "actor")`,
    );
    this.addSql(`create index "supervision_by_deal" on "supervision" ("deal_minor", "id")`);
    this.addSql(
      `create index "supervision_by_deal_of_partner" on "supervision" ("partner_id", "deal_minor", "id")`,
    );
    this.addSql(
      `create index "supervision_by_deal_of_seller" on "supervision" ("seller_id", "deal_minor", "id")`,
    );
    this.addSql(
      `create index "supervision_of_customer" on "supervision" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "supervision_of_order" on "supervision" ("order_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "supervision_in_state" on "supervision" ("status", "created_at", "id")`,
    );
    this.addSql(
      `create index "supervision_in_turn" on "supervision" ("actor", "due_at_or_never", "id")`,
    );
    this.addSql(`create index "supervision_changed" on "supervision" ("updated_at", "id")`);
    this.addSql(
      `create index "supervision_changed_of_partner" on "supervision" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "supervision_changed_of_seller" on "supervision" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index supervision_search on supervision using gin (search_key gin_trgm_ops)`,
    );
    this.addSql(
      `create index supervision_characters on supervision using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_of_line" unique ("order_line_id")`,
    );
    this.addSql(
      `create table "supervision_node" ("id" uuid not null, "created_at" timestamptz(3) not null, "supervision_id" uuid not null, "order_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "position" int not null, "node" text not null, "actor" text not null, "state" text not null, "entered_at" timestamptz(3) null, "left_at" timestamptz(3) null, "actor_name" text null, "round" int not null default 0, "rejection_count" int not null default 0, primary key ("id"))`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_position" unique ("supervision_id", "position", "id")`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_once" unique ("supervision_id", "node")`,
    );
    this.addSql(
      `create table "supervision_log" ("id" uuid not null, "created_at" timestamptz(3) not null, "supervision_id" uuid not null, "order_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "position" int not null default 0, "event" text not null, "from_state" text null, "to_state" text not null, "actor_name" text not null, "actor_side" text not null, "via" text not null, "reason" text null, "files" text[] not null default '{}', "previous_hash" text not null default '', "hash" text not null default '', primary key ("id"))`,
    );
    this.addSql(
      `create index "supervision_log_newest" on "supervision_log" ("supervision_id", "created_at", "id")`,
    );
    this.addSql(
      `create unique index supervision_log_one_place on supervision_log (supervision_id, position)`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_position" unique ("supervision_id", "position", "id")`,
    );
    this.addSql(
      `create table "supervision_evidence" ("id" uuid not null, "created_at" timestamptz(3) not null, "supervision_id" uuid not null, "order_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "node_id" uuid null, "statement_id" uuid null, "kind" text not null, "side" text not null, "round" int not null, "attachment_id" uuid not null, "sha256" text not null, "rejected_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `create index "supervision_evidence_of_node" on "supervision_evidence" ("node_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "supervision_evidence_of_statement" on "supervision_evidence" ("statement_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "supervision_evidence_of_supervision" on "supervision_evidence" ("supervision_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_file" unique ("attachment_id")`,
    );
    this.addSql(
      `create table "appeal" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "number" text not null, "supervision_id" uuid not null, "order_id" uuid not null, "order_line_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "order_number" text not null, "customer_name" text not null, "product_name" text not null, "deal_minor" bigint not null, "cash_minor" bigint not null, "currency" text not null default 'CNY', "search_key" text not null, "status" text not null, "opened_by" text not null, "opened_by_name" text not null, "node" text not null, "category" text not null, "reason" text not null, "decide_by" timestamptz(3) not null, "warn_at" timestamptz(3) null, "breach_at" timestamptz(3) null, "is_breached" boolean not null default false, "due_at" timestamptz(3) null, "due_at_or_never" timestamptz(3) generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) stored not null, "taken_by_id" uuid null, "taken_by_name" text null, "taken_at" timestamptz(3) null, "outcome" text null, "refund_minor" bigint null, "decision_reason" text null, "decided_by_name" text null, "ended_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create unique index appeal_one_open on appeal (order_id) where status in ('SUBMITTED', 'IN_REVIEW')`,
    );
    this.addSql(`create index "appeal_newest" on "appeal" ("created_at", "id")`);
    this.addSql(
      `create index "appeal_of_partner" on "appeal" ("partner_id", "created_at", "id", "status", "opened_by", "category", "outcome", "customer_id")`,
    );
    this.addSql(
      `create index "appeal_of_seller" on "appeal" ("seller_id", "created_at", "id", "status", "opened_by", "category", "outcome", "customer_id")`,
    );
    this.addSql(`create index "appeal_due" on "appeal" ("due_at_or_never", "id", "status")`);
    this.addSql(
      `create index "appeal_due_of_partner" on "appeal" ("partner_id", "due_at_or_never", "id")`,
    );
    this.addSql(
      `create index "appeal_due_of_seller" on "appeal" ("seller_id", "due_at_or_never", "id")`,
    );
    this.addSql(
      `create index "appeal_of_customer" on "appeal" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "appeal_of_supervision" on "appeal" ("supervision_id", "created_at", "id")`,
    );
    this.addSql(`create index "appeal_of_order" on "appeal" ("order_id", "created_at", "id")`);
    this.addSql(
      `create index "appeal_taken_by" on "appeal" ("taken_by_id", "due_at_or_never", "id")`,
    );
    this.addSql(`create index "appeal_in_state" on "appeal" ("status", "created_at", "id")`);
    this.addSql(`create index "appeal_changed" on "appeal" ("updated_at", "id")`);
    this.addSql(
      `create index "appeal_changed_of_partner" on "appeal" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "appeal_changed_of_seller" on "appeal" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(`create index appeal_search on appeal using gin (search_key gin_trgm_ops)`);
    this.addSql(
      `create index appeal_characters on appeal using gin (string_to_array(regexp_replace(search_key, '[ -~]+', '', 'g'), null))`,
    );
    this.addSql(`alter table "appeal" add constraint "appeal_number" unique ("number")`);
    this.addSql(
      `create table "appeal_statement" ("id" uuid not null, "created_at" timestamptz(3) not null, "appeal_id" uuid not null, "order_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "position" int not null, "side" text not null, "author_name" text not null, "text" text not null, "material_id" uuid null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_position" unique ("appeal_id", "position", "id")`,
    );
    this.addSql(
      `create table "appeal_material" ("id" uuid not null, "created_at" timestamptz(3) not null, "appeal_id" uuid not null, "order_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "position" int not null, "side" text not null, "what" text not null, "due_at" timestamptz(3) not null, "asked_by_name" text not null, "provided_at" timestamptz(3) null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_position" unique ("appeal_id", "position", "id")`,
    );
    this.addSql(`comment on column "product_sales"."period" is null`);
    this.addSql(`comment on column "product_sales"."starts_at" is null`);
    this.addSql(`comment on column "product_sales"."sale_count" is null`);
    this.addSql(`comment on column "product_sales"."refund_count" is null`);
    this.addSql(
      `alter table "supervision" add constraint "supervision_order_id_foreign" foreign key ("order_id") references "customer_order" ("id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_product_id_foreign" foreign key ("product_id") references "product" ("id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_frozen" check ((status = 'FROZEN') = (frozen_at is not null) and (frozen_at is null) = (frozen_node is null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_in_turn" check ((status in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE')) = (actor is not null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_completed" check ((status = 'COMPLETED') = (completed_at is not null) and (completed_at is null) = (acceptance is null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_ended" check ((status in ('COMPLETED', 'REFUNDED', 'CLOSED')) = (ended_at is not null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_shipped" check (shipped_at is null or (template = 'HARDWARE' and num_nulls(carrier, tracking_number) = 0))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_signed_off" check ((signed_off_at is null) = (is_phone_confirmed is null) and (signed_off_at is null or shipped_at is not null))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_auto_accept" check (auto_accept_at is null or (signed_off_at is not null and is_phone_confirmed))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_template_check" check ("template" in ('STANDARD', 'WEBSITE', 'LICENSE_CODE', 'LICENSE_ID', 'LICENSE_PACKAGE', 'HARDWARE'))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_status_check" check ("status" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE', 'FROZEN', 'COMPLETED', 'REFUNDED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_actor_check" check ("actor" in ('CUSTOMER', 'SELLER', 'OPERATOR'))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_frozen_node_check" check ("frozen_node" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE'))`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_acceptance_check" check ("acceptance" in ('CUSTOMER', 'AUTOMATIC', 'FLOW', 'APPEAL'))`,
    );
    this.addSql(
      `create or replace function supervision_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger supervision_updated before update on supervision for each row execute function supervision_updated_fn()`,
    );
    this.addSql(`alter table "supervision" enable row level security`);
    this.addSql(`alter table "supervision" force row level security`);
    this.addSql(
      `create policy "owner_all" on "supervision" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "supervision" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "supervision" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "supervision" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "supervision" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_supervision_id_foreign" foreign key ("supervision_id") references "supervision" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_visited" check ((state = 'AHEAD') = (entered_at is null) and (state = 'DONE') = (left_at is not null))`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_node_check" check ("node" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE'))`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_actor_check" check ("actor" in ('CUSTOMER', 'SELLER', 'OPERATOR'))`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_state_check" check ("state" in ('DONE', 'CURRENT', 'AHEAD'))`,
    );
    this.addSql(`alter table "supervision_node" enable row level security`);
    this.addSql(`alter table "supervision_node" force row level security`);
    this.addSql(
      `create policy "owner_all" on "supervision_node" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "supervision_node" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "supervision_node" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "supervision_node" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "supervision_node" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_supervision_id_foreign" foreign key ("supervision_id") references "supervision" ("id")`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_from_state_check" check ("from_state" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE', 'FROZEN', 'COMPLETED', 'REFUNDED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_to_state_check" check ("to_state" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE', 'FROZEN', 'COMPLETED', 'REFUNDED', 'CLOSED'))`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_actor_side_check" check ("actor_side" in ('PARTNER', 'SELLER', 'CUSTOMER', 'OPERATOR', 'SYSTEM'))`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_via_check" check ("via" in ('PORTAL', 'API_KEY', 'LINK', 'SYSTEM'))`,
    );
    this.addSql(
      `create or replace function supervision_log_chain_fn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin select coalesce(max(l.position), 0) + 1, coalesce(max(l.hash), '0000000000000000000000000000000000000000000000000000000000000000') into new.position, new.previous_hash from (select position, hash from supervision_log where supervision_id = new.supervision_id order by position desc limit 1) l; new.hash := encode(sha256(convert_to(new.previous_hash || array_to_json(array[new.supervision_id::text, new.position::text, to_char(new.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), new.from_state, new.to_state, new.event, new.actor_name, new.actor_side, new.via, new.reason, array_to_string(new.files, ' ')])::text, 'UTF8')), 'hex'); return new; end; $$`,
    );
    this.addSql(`revoke all on function supervision_log_chain_fn() from public`);
    this.addSql(`grant execute on function supervision_log_chain_fn() to partnergraph_app`);
    this.addSql(
      `create trigger chain before insert on supervision_log for each row execute function supervision_log_chain_fn()`,
    );
    this.addSql(
      `create or replace function "supervision_log_supervision_log_frozen_fn"() returns trigger as $$ begin raise exception 'lines of a supervision log are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "supervision_log_frozen" BEFORE UPDATE OR DELETE on "supervision_log" for each ROW execute function "supervision_log_supervision_log_frozen_fn"()`,
    );
    this.addSql(
      `create or replace function "supervision_log_supervision_log_kept_fn"() returns trigger as $$ begin raise exception 'lines of a supervision log are append-only'; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "supervision_log_kept" BEFORE TRUNCATE on "supervision_log" for each STATEMENT execute function "supervision_log_supervision_log_kept_fn"()`,
    );
    this.addSql(`alter table "supervision_log" enable row level security`);
    this.addSql(`alter table "supervision_log" force row level security`);
    this.addSql(
      `create policy "owner_all" on "supervision_log" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "supervision_log" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "supervision_log" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "supervision_log" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "supervision_log" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_supervision_id_foreign" foreign key ("supervision_id") references "supervision" ("id")`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_attachment_id_foreign" foreign key ("attachment_id") references "attachment" ("id")`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_place" check (num_nonnulls(node_id, statement_id) = 1)`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_kind_check" check ("kind" in ('REQUIREMENT', 'DRAFT', 'SOW', 'ACCEPTANCE_DOCUMENT', 'PROOF', 'SHIPMENT', 'REJECTION', 'COMMITMENT_LETTER', 'SUPPLEMENT'))`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_side_check" check ("side" in ('CUSTOMER', 'SELLER', 'OPERATOR'))`,
    );
    this.addSql(`alter table "supervision_evidence" enable row level security`);
    this.addSql(`alter table "supervision_evidence" force row level security`);
    this.addSql(
      `create policy "owner_all" on "supervision_evidence" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "supervision_evidence" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system', 'reporting') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "app_reports_delete" on "supervision_evidence" as restrictive for delete to "partnergraph_app" using ((select current_setting('app.side', true)) <> 'reporting')`,
    );
    this.addSql(
      `create policy "operator_rows" on "supervision_evidence" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "supervision_evidence" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_supervision_id_foreign" foreign key ("supervision_id") references "supervision" ("id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_order_id_foreign" foreign key ("order_id") references "customer_order" ("id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_taken_by_id_foreign" foreign key ("taken_by_id") references "membership" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_clock" check ((status in ('SUBMITTED', 'IN_REVIEW')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_ended" check ((status in ('SUBMITTED', 'IN_REVIEW')) = (ended_at is null))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_decided" check ((status = 'RESOLVED') = (num_nulls(outcome, decision_reason, decided_by_name) = 0))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_refund" check ((outcome is not distinct from 'REFUND') = (refund_minor is not null) and (refund_minor is null or (refund_minor > 0 and refund_minor <= cash_minor)))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_taken" check (num_nulls(taken_by_id, taken_by_name, taken_at) in (0, 3) and (status <> 'IN_REVIEW' or taken_at is not null))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_status_check" check ("status" in ('SUBMITTED', 'IN_REVIEW', 'RESOLVED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_opened_by_check" check ("opened_by" in ('CUSTOMER', 'SELLER'))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_node_check" check ("node" in ('AWAIT_REQUIREMENT', 'AWAIT_CONFIRM', 'AWAIT_ID', 'AWAIT_CLAIM', 'AWAIT_ACTIVATION', 'AWAIT_PROOF', 'IMPLEMENTING', 'AWAIT_DRAFT_CONFIRM', 'BUILDING', 'DEPLOYING', 'AWAIT_SHIPMENT', 'HUAWEI_REVIEW', 'AWAIT_ACCEPTANCE'))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_category_check" check ("category" in ('NOT_ACCEPTING', 'NOT_RESPONDING', 'LATE_DELIVERY', 'NOT_AS_AGREED', 'DAMAGED', 'OTHER'))`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_outcome_check" check ("outcome" in ('RESUME', 'FORCE_COMPLETE', 'REFUND', 'DISMISSED'))`,
    );
    this.addSql(
      `create or replace function appeal_updated_fn() returns trigger language plpgsql as $$ begin new.due_at_or_never := old.due_at_or_never; if new is distinct from old then new.updated_at := record_changed(); end if; return new; end; $$`,
    );
    this.addSql(
      `create trigger appeal_updated before update on appeal for each row execute function appeal_updated_fn()`,
    );
    this.addSql(`alter table "appeal" enable row level security`);
    this.addSql(`alter table "appeal" force row level security`);
    this.addSql(
      `create policy "owner_all" on "appeal" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "appeal" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "appeal" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "appeal" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_appeal_id_foreign" foreign key ("appeal_id") references "appeal" ("id")`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_side_check" check ("side" in ('CUSTOMER', 'SELLER'))`,
    );
    this.addSql(`alter table "appeal_statement" enable row level security`);
    this.addSql(`alter table "appeal_statement" force row level security`);
    this.addSql(
      `create policy "owner_all" on "appeal_statement" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "appeal_statement" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "appeal_statement" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "appeal_statement" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_appeal_id_foreign" foreign key ("appeal_id") references "appeal" ("id")`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_side_check" check ("side" in ('CUSTOMER', 'SELLER'))`,
    );
    this.addSql(`alter table "appeal_material" enable row level security`);
    this.addSql(`alter table "appeal_material" force row level security`);
    this.addSql(
      `create policy "owner_all" on "appeal_material" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "appeal_material" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "appeal_material" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "appeal_material" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "order_line" add constraint "order_line_id_customer_id_partner_id_seller_id_key" unique ("id", "customer_id", "partner_id", "seller_id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_id_partner_id_seller_id_customer_id_key" unique ("id", "partner_id", "seller_id", "customer_id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_id_customer_id_partner_id_seller_id_key" unique ("id", "customer_id", "partner_id", "seller_id")`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_id_partner_id_seller_id_customer_id_key" unique ("id", "partner_id", "seller_id", "customer_id")`,
    );
    this.addSql(
      `alter table "supervision" add constraint "supervision_of_order_line" foreign key ("order_line_id", "customer_id", "partner_id", "seller_id") references "order_line" ("id", "customer_id", "partner_id", "seller_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "supervision_node" add constraint "supervision_node_of_supervision" foreign key ("supervision_id", "partner_id", "seller_id", "customer_id") references "supervision" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "supervision_log" add constraint "supervision_log_of_supervision" foreign key ("supervision_id", "partner_id", "seller_id", "customer_id") references "supervision" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "supervision_evidence" add constraint "supervision_evidence_of_supervision" foreign key ("supervision_id", "partner_id", "seller_id", "customer_id") references "supervision" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "appeal" add constraint "appeal_of_supervision" foreign key ("supervision_id", "customer_id", "partner_id", "seller_id") references "supervision" ("id", "customer_id", "partner_id", "seller_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "appeal_material" add constraint "appeal_material_of_appeal" foreign key ("appeal_id", "partner_id", "seller_id", "customer_id") references "appeal" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete no action`,
    );
    this.addSql(
      `alter table "appeal_statement" add constraint "appeal_statement_of_appeal" foreign key ("appeal_id", "partner_id", "seller_id", "customer_id") references "appeal" ("id", "partner_id", "seller_id", "customer_id") on update cascade on delete no action`,
    );
    for (const statement of [...GUARD_FUNCTIONS, ...EXISTING]) this.addSql(statement);
  }
}
