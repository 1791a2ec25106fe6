-- The checks and writes of the product's exclusiveDiscountCreate as one function: the minimum for any server.
-- It exists only in the bench's database, for servers that write in SQL.
create schema if not exists bench;
grant usage on schema bench to public;

create or replace function bench.discount_create(
  tenant uuid, actor uuid, actor_name text, role text, request text, key text, fingerprint text,
  customer uuid, goods uuid, form uuid, title text, rate numeric, starts timestamptz, ends timestamptz
) returns json language plpgsql as $$
declare
  at timestamptz(3) := clock_timestamp();
  today text := to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD');
  discount uuid := uuidv7();
  c customer; p product; s specification;
  floor_rate numeric;
  net bigint;
  number text;
  previous text := repeat('0', 64);
  place int := 0;
  detail jsonb := '{"to": "DRAFT", "from": null, "version": 1}';
begin
  insert into idempotency_key (tenant_id, actor_id, key, command, fingerprint, created_at, expires_at)
    values (tenant, actor, key, 'exclusiveDiscountCreate', fingerprint, at, at + interval '30 days') on conflict do nothing;
  if not found then raise exception 'CONFLICT'; end if;

  select x.* into c from customer x where x.id = customer
    and exists (select 1 from customer_access a where a.customer_id = x.id and a.org_id = tenant and a.until is null);
  if not found then raise exception 'NOT_FOUND'; end if;
  if not exists (select 1 from partner_binding b where b.partner_id = tenant and b.customer_id = customer
    and b.status in ('BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING')) then raise exception 'CUSTOMER_NOT_BOUND'; end if;
  if exists (select 1 from exclusive_discount d where d.partner_id = tenant and lower(d.name) = lower(title)
    and d.status in ('DRAFT', 'SYSTEM_REVIEW', 'SELLER_REVIEW', 'MANUAL_REVIEW', 'SCHEDULED', 'EFFECTIVE')) then raise exception 'NAME_TAKEN'; end if;
  select x.* into p from product x where x.id = goods and exists (select 1 from partner m where m.id = tenant);
  if p.status is distinct from 'ON_SALE' then raise exception 'PRODUCT_DELISTED'; end if;
  select x.* into s from specification x where x.id = form and x.product_id = goods;
  if s.status is distinct from 'ON_SALE' then raise exception 'SPECIFICATION_DELISTED'; end if;
  -- The narrowest authorization in force determines the floor; otherwise the product's floor applies.
  select a.floor into floor_rate from (
    select floor_pay_rate as floor, partner_id, customer_id from csp_authorization
      where product_id = goods and status = 'ACTIVE' and valid_from <= at and valid_until > at
        and (partner_id = tenant or partner_id is null) and (customer_id = customer or customer_id is null)
    union all
    select floor_pay_rate, partner_id, customer_id from joint_sales_authorization
      where product_id = goods and status = 'ACTIVE' and valid_from <= at and valid_until > at
        and partner_id = tenant and (customer_id = customer or customer_id is null)) a
    order by a.customer_id is null, a.partner_id is null limit 1;
  floor_rate := coalesce(floor_rate, p.floor_pay_rate);
  net := round(s.list_price_minor * rate);
  number := 'EXD-' || replace(today, '-', '') || '-' || to_char(nextval('exclusive_discount_serial'), 'FM9999999990000');

  insert into exclusive_discount (id, created_at, partner_id, seller_id, customer_id, product_id, number, name, customer_name, product_name,
      search_key, status, origin, valid_from, valid_until, list_total_minor, net_total_minor, currency)
    values (discount, at, tenant, p.seller_id, customer, goods, number, title, c.name, p.name,
      concat_ws(' ', lower(number), lower(title), c.name_key, p.search_key), 'DRAFT', 'PARTNER', starts, ends, s.list_price_minor, net, s.currency);
  insert into exclusive_discount_line (id, created_at, discount_id, partner_id, seller_id, customer_id, specification_id, specification_code,
      specification_name, position, priced_by, pay_rate, list_price_minor, net_price_minor, currency, floor_pay_rate, state, valid_from, valid_until)
    values (uuidv7(), at, discount, tenant, p.seller_id, customer, form, s.code, s.name, 0, 'RATE', rate, s.list_price_minor, net, s.currency,
      floor_rate, 'DRAFT', starts, ends);
  insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label, actor_name, actor_side, via, request_id,
      detail, partner_id, seller_id, customer_id)
    values (uuidv7(), at, 'ExclusiveDiscount', discount, 'create', 'DRAFT', 1, number || ' ' || title, actor_name, 'partner', 'API_KEY', request, '{}', tenant, null, null);
  update idempotency_key k set response = json_build_object('exclusiveDiscount', discount)
    where k.tenant_id = tenant and k.actor_id = actor and k.key = discount_create.key;

  perform pg_advisory_xact_lock(hashtextextended('audit:' || tenant || ':' || today, 0));
  select e.position, e.hash into place, previous from audit_entry e where e.tenant_id = tenant and e.day = today order by e.position desc limit 1;
  place := coalesce(place, 0) + 1;
  previous := coalesce(previous, repeat('0', 64));
  insert into audit_entry (id, created_at, tenant_id, day, position, actor_id, actor_name, role, via, action, subject_type, subject_id, request_id,
      detail, previous_hash, hash)
    values (uuidv7(), at, tenant, today, place, actor, actor_name, role, 'API_KEY', 'exclusiveDiscountCreate', 'ExclusiveDiscount', discount, request,
      detail, previous, encode(sha256(convert_to(previous || json_build_array(tenant, today, place,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor, actor_name, role, 'API_KEY', 'exclusiveDiscountCreate',
        'ExclusiveDiscount', discount, request, detail), 'UTF8')), 'hex'));
  return json_build_object('id', 'dsc_' || discount, 'number', number, 'name', title, 'status', 'DRAFT',
    'validFrom', to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'validUntil', to_char(ends at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'netTotal', json_build_object('amount', round(net * 0.01, 2)::text, 'currency', s.currency));
end $$;
grant execute on function bench.discount_create to public;
