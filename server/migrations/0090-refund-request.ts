import { Migration } from '@mikro-orm/migrations';

/** The lines that await the seller become requests; their reasons were columns of the line. */
const REQUESTS = `insert into refund_request (id, created_at, order_id, order_line_id, partner_id, seller_id, customer_id,
    order_number, customer_name, product_name, amount_minor, reason, needs_return, status, due_at)
  select gen_random_uuid(), l.updated_at, l.order_id, l.id, l.partner_id, l.seller_id, l.customer_id,
    l.order_number, o.customer_name, l.product_name, coalesce(l.refund_requested_minor, x.cash_left), coalesce(l.refund_reason, '退订'),
    l.supervision = 'IN_PROGRESS' and p.supervision_template is not distinct from 'HARDWARE', 'REQUESTED', now() + interval '5 days'
  from order_line l join customer_order o on o.id = l.order_id join product p on p.id = l.product_id
    cross join lateral (select l.cash_minor + coalesce(sum(r.cash_minor), 0) as cash_left from order_line r where r.refund_of_id = l.id) x
  where l.status = 'REFUND_PENDING' and l.refund_of_id is null`;
const CLOCKS = `insert into deadline (id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, acts_side, partner_id, seller_id, customer_id)
  select gen_random_uuid(), now(), 'RefundRequest', r.id, c.event, c.kind, c.due_at, r.status, r.order_number || ' ' || r.product_name, c.acts,
    r.partner_id, r.seller_id, r.customer_id
  from refund_request r cross join lateral (values (null, 'CALENDAR_DAYS', r.due_at, 'SELLER'),
    ('remind-3', 'INSTANT', r.due_at - interval '3 days', null), ('remind-1', 'INSTANT', r.due_at - interval '1 day', null)) c(event, kind, due_at, acts)`;
/** A request pauses the clocks of the delivery. */
const PAUSES = `update deadline d set paused_since = now(), pause_reason = 'REFUND'
  from supervision s join refund_request r on r.order_line_id = s.order_line_id
  where d.subject_type = 'Supervision' and d.subject_id = s.id and d.fired_at is null and d.paused_since is null`;

/** Requests for refunds get a life of their own; before, they were two columns of the order line. */
export class RefundRequest extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "refund_request" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null default record_changed(), "order_id" uuid not null, "order_line_id" uuid not null, "partner_id" uuid null, "seller_id" uuid not null, "customer_id" uuid not null, "order_number" text not null, "customer_name" text not null, "product_name" text not null, "amount_minor" bigint not null, "currency" text not null default 'CNY', "reason" text not null, "needs_return" boolean not null, "status" text not null, "due_at" timestamptz(3) null, "carrier" text null, "tracking_number" text null, "shipped_at" timestamptz(3) null, "decision_reason" text null, "ended_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"))`,
    );
    this.addSql(
      `create unique index refund_request_one_open on refund_request (order_line_id) where status in ('REQUESTED', 'AWAITING_RETURN', 'RETURNING')`,
    );
    this.addSql(`create index "refund_request_newest" on "refund_request" ("created_at", "id")`);
    this.addSql(
      `create index "refund_request_of_line" on "refund_request" ("order_line_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "refund_request_of_order" on "refund_request" ("order_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "refund_request_of_partner" on "refund_request" ("partner_id", "created_at", "id", "status")`,
    );
    this.addSql(
      `create index "refund_request_of_seller" on "refund_request" ("seller_id", "created_at", "id", "status")`,
    );
    this.addSql(
      `create index "refund_request_of_customer" on "refund_request" ("customer_id", "created_at", "id")`,
    );
    this.addSql(
      `create index "refund_request_in_state" on "refund_request" ("status", "created_at", "id")`,
    );
    this.addSql(`create index "refund_request_changed" on "refund_request" ("updated_at", "id")`);
    this.addSql(
      `create index "refund_request_changed_of_partner" on "refund_request" ("partner_id", "updated_at", "id")`,
    );
    this.addSql(
      `create index "refund_request_changed_of_seller" on "refund_request" ("seller_id", "updated_at", "id")`,
    );
    this.addSql(`alter table "deadline" drop constraint "deadline_pause_reason_check"`);
    this.addSql(
      `alter table "deadline" add constraint "deadline_pause_reason_check" check ("pause_reason" in ('APPEAL', 'REFUND'))`,
    );
    for (const statement of [REQUESTS, CLOCKS, PAUSES]) this.addSql(statement);
    this.addSql(`alter table "order_line" drop constraint "order_line_refund_request"`);
    this.addSql(
      `alter table "order_line" drop column "refund_requested_minor", drop column "refund_reason"`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_order_id_foreign" foreign key ("order_id") references "customer_order" ("id")`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_order_line_id_foreign" foreign key ("order_line_id") references "order_line" ("id")`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_partner_id_foreign" foreign key ("partner_id") references "partner" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_seller_id_foreign" foreign key ("seller_id") references "organization" ("id")`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_customer_id_foreign" foreign key ("customer_id") references "customer" ("id")`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_amount" check (amount_minor >= 0)`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_clock" check ((status in ('REQUESTED', 'AWAITING_RETURN', 'RETURNING')) = (due_at is not null))`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_ended" check ((status in ('REQUESTED', 'AWAITING_RETURN', 'RETURNING')) = (ended_at is null))`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_rejected" check (status <> 'REJECTED' or decision_reason is not null)`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_shipped" check (num_nulls(carrier, tracking_number, shipped_at) in (0, 3) and (status <> 'RETURNING' or shipped_at is not null))`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_returns" check (needs_return or (status not in ('AWAITING_RETURN', 'RETURNING') and shipped_at is null))`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_currency_check" check ("currency" in ('CNY'))`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_status_check" check ("status" in ('REQUESTED', 'AWAITING_RETURN', 'RETURNING', 'REFUNDED', 'REJECTED', 'WITHDRAWN'))`,
    );
    this.addSql(
      `create trigger refund_request_updated before update on refund_request for each row when (old.* is distinct from new.*) execute function record_updated()`,
    );
    this.addSql(`alter table "refund_request" enable row level security`);
    this.addSql(`alter table "refund_request" force row level security`);
    this.addSql(
      `create policy "owner_all" on "refund_request" to "partnergraph_owner" using (true) with check (true)`,
    );
    this.addSql(
      `create policy "app_rows" on "refund_request" to "partnergraph_app" using ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null) with check ((case (select case when current_setting('app.side', true) in ('operator', 'system') then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else nullif(current_setting('app.tenant', true), '')::uuid end) when partner_id then true when seller_id then true when customer_id then true when 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid then true end) is not null)`,
    );
    this.addSql(
      `create policy "operator_rows" on "refund_request" for select to "partnergraph_operator" using (true)`,
    );
    this.addSql(
      `create policy "reporting_rows" on "refund_request" for select to "partnergraph_reporting" using (false)`,
    );
    this.addSql(
      `alter table "refund_request" add constraint "refund_request_of_order_line" foreign key ("order_line_id", "customer_id", "partner_id", "seller_id") references "order_line" ("id", "customer_id", "partner_id", "seller_id") on update cascade on delete no action`,
    );
  }
}
