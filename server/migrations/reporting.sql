-- Written by `npm run schema`: the views of the database role of reports.

create schema reporting;

create view reporting.organizations with (security_barrier) as select
  d."id" as id,
  d."kind" as kind,
  d."name" as name,
  d."name_en" as name_en,
  d."code" as code,
  d."status" as status,
  d."created_at" as created_at,
  d."version" as version,
  d."updated_at" as updated_at
from "organization" d where true;
comment on view reporting.organizations is 'Company whose members work in the portal (组织). Prefix of the global id: org_.';
comment on column reporting.organizations.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.organizations.kind is 'Kind of the organization.';
comment on column reporting.organizations.name is 'Registered name.';
comment on column reporting.organizations.name_en is 'English name; null if none exists.';
comment on column reporting.organizations.code is 'Short unique code, upper case.';
comment on column reporting.organizations.status is 'State of the organization.';
comment on column reporting.organizations.created_at is 'Time at which the organization was created.';
comment on column reporting.organizations.version is 'Version for optimistic locking.';
comment on column reporting.organizations.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';

create view reporting.partners with (security_barrier) as select
  d."id" as id,
  d."name" as name,
  d."tier" as tier,
  d."status" as status,
  d."parent_name" as parent_name,
  d."joined_at" as joined_at,
  d."certified_at" as certified_at,
  d."suspended_at" as suspended_at,
  d."version" as version,
  d."updated_at" as updated_at,
  d."id" as organization_id,
  (select t."name" from "organization" t where (t."id" = d."id")) as organization_name,
  d."parent_id" as parent_id
from "partner" d where true;
comment on view reporting.partners is 'Customer service provider (客户服务商, CSP) in the marketplace''s partner program. Prefix of the global id: ptn_.';
comment on column reporting.partners.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.partners.name is 'Name of the partner''s organization.';
comment on column reporting.partners.tier is 'Tier in the program.';
comment on column reporting.partners.status is 'State of the certification of the business information.';
comment on column reporting.partners.parent_name is 'Name of the distributor of a sub-distributor; null if none exists.';
comment on column reporting.partners.joined_at is 'Time at which the partner joined the program.';
comment on column reporting.partners.certified_at is 'Time at which the business information was certified (商业信息认证).';
comment on column reporting.partners.suspended_at is 'Time at which operations suspended the partner (停用); null while it is active. A suspended partner cannot be selected, earns on no new sale and is not paid.';
comment on column reporting.partners.version is 'Version for optimistic locking.';
comment on column reporting.partners.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.partners.organization_id is 'Organization of the partner; null if the viewer may see the name only. Its id.';
comment on column reporting.partners.organization_name is 'Organization of the partner; null if the viewer may see the name only. Its name.';
comment on column reporting.partners.parent_id is 'Distributor of a sub-distributor; null if none exists or the viewer may see the name only. Its id.';

create view reporting.products with (security_barrier) as select
  d."id" as id,
  d."name" as name,
  d."sale_model" as sale_model,
  d."product_type" as product_type,
  d."status" as status,
  (trim_scale(d."max_share_ratio")::text)::numeric as max_share_ratio,
  (trim_scale(d."standard_share_ratio")::text)::numeric as standard_share_ratio,
  (trim_scale(d."floor_pay_rate")::text)::numeric as floor_pay_rate,
  d."supervision_template" as supervision_template,
  d."average_delivery_days" as average_delivery_days,
  d."lead_url" as lead_url,
  d."created_at" as created_at,
  d."delisted_at" as delisted_at,
  d."version" as version,
  d."updated_at" as updated_at,
  d."seller_id" as seller_id,
  (select t."name" from "organization" t where (t."id" = d."seller_id")) as seller_name
from "product" d where true;
comment on view reporting.products is 'Product that a seller offers in the marketplace (商品). Prefix of the global id: prd_.';
comment on column reporting.products.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.products.name is 'Name as listed.';
comment on column reporting.products.sale_model is 'Sale model of the product.';
comment on column reporting.products.product_type is 'Kind of product.';
comment on column reporting.products.status is 'Sale status.';
comment on column reporting.products.max_share_ratio is 'Maximum share ratio of the partner in a joint sale, 0 to 1 (分成比例上限); null for customers.';
comment on column reporting.products.standard_share_ratio is 'Standard share ratio of the partner, 0 to 1 (标准分成比例); null for customers.';
comment on column reporting.products.floor_pay_rate is 'Floor pay rate (底价): lowest pay rate that a partner may grant without a special commercial request; null for customers. 0.8 = the customer pays 80 % (8 折).';
comment on column reporting.products.supervision_template is 'Service-flow template of its orders; null if they are not supervised: delivery is instant.';
comment on column reporting.products.average_delivery_days is 'Average delivery time in calendar days from payment, 1 to 365 (平均交付时长); null without a service-flow template.';
comment on column reporting.products.lead_url is 'Page of the seller to which a consulting product leads, https (咨询链接); null for other kinds and where the seller has named none.';
comment on column reporting.products.created_at is 'Time at which the product was listed.';
comment on column reporting.products.delisted_at is 'Time at which it was delisted (下架); null while it is on sale.';
comment on column reporting.products.version is 'Version for optimistic locking.';
comment on column reporting.products.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.products.seller_id is 'Seller of the product. Its id.';
comment on column reporting.products.seller_name is 'Seller of the product. Its name.';

create view reporting.specifications with (security_barrier) as select
  d."id" as id,
  d."code" as code,
  d."sku_code" as sku_code,
  d."name" as name,
  (((d."list_price_minor")::bigint * 0.01)::text)::numeric as list_price,
  d."priced_at" as priced_at,
  d."period" as period,
  d."vat_class" as vat_class,
  d."status" as status,
  d."delisted_at" as delisted_at,
  d."position" as position,
  d."version" as version,
  d."updated_at" as updated_at,
  d."product_id" as product_id,
  (select t."name" from "product" t where (t."id" = d."product_id")) as product_name
from "specification" d where true;
comment on view reporting.specifications is 'Orderable form of a product with its list price (商品规格, SKU). Prefix of the global id: spc_.';
comment on column reporting.specifications.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.specifications.code is 'Code, unique within the product.';
comment on column reporting.specifications.sku_code is 'SKU code in the upstream system (SKU 编码), unique over all products; reported orders name the specification by it. Null until the seller enters it.';
comment on column reporting.specifications.name is 'Name as listed.';
comment on column reporting.specifications.list_price is 'List price for one period, including tax (目录价).';
comment on column reporting.specifications.priced_at is 'Time from which the list price holds: that of the listing or of the latest change.';
comment on column reporting.specifications.period is 'Charge period that the list price covers.';
comment on column reporting.specifications.vat_class is 'Class for the output VAT rate (税目). It follows from the product type and the charge period.';
comment on column reporting.specifications.status is 'Sale status; the product must be on sale as well.';
comment on column reporting.specifications.delisted_at is 'Time at which it was delisted (下架); null while it is on sale.';
comment on column reporting.specifications.position is 'Position within the product, from 0.';
comment on column reporting.specifications.version is 'Version for optimistic locking.';
comment on column reporting.specifications.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.specifications.product_id is 'Product of the specification. Its id.';
comment on column reporting.specifications.product_name is 'Product of the specification. Its name.';

create view reporting.customers with (security_barrier) as select
  d."id" as id,
  d."name" as name,
  d."created_at" as created_at,
  coalesce(null::text, case when (null::uuid is not null or 'reporting'::text = 'reporting') then 'NAME' else 'FULL' end) as access_level,
  coalesce(null::text[], '{}') as tags,
  d."updated_at" as updated_at,
  case when 'reporting'::text <> 'seller' then case when null::uuid is null then d."status" else coalesce((select c."status" from "partner_binding" c where c."customer_id" = d."id"
    and ('reporting'::text in ('operator', 'customer', 'system') or c."partner_id" = coalesce(null::uuid, null::uuid))
    and (null::uuid is null or c."id" = null::uuid) order by c."status" in ('PRE_REGISTERED', 'INVITED', 'PROVISIONAL', 'BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING') desc, c."bound_at" is not null desc, c."created_at" desc, c."id" desc limit 1), 'PROSPECT') end end as status
from "customer" d where true;
comment on view reporting.customers is 'Account that buys on the marketplace, or a prospect (客户). Name and status are always visible; the other fields are null until the access level is FULL. Prefix of the global id: cus_.';
comment on column reporting.customers.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.customers.name is 'Name of the company or person.';
comment on column reporting.customers.created_at is 'Time at which the customer was first recorded.';
comment on column reporting.customers.access_level is 'Level of the viewer''s access to the customer''s data.';
comment on column reporting.customers.tags is 'Tags (标签) that the viewer''s organization gave the customer.';
comment on column reporting.customers.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.customers.status is 'Status with the viewer''s partner, or with the sub-distributor in `throughPartner`; null for a seller.';

create view reporting.exclusive_discounts with (security_barrier) as select
  d."id" as id,
  d."number" as number,
  d."name" as name,
  d."status" as status,
  d."origin" as origin,
  d."customer_name" as customer_name,
  d."product_name" as product_name,
  d."valid_from" as valid_from,
  d."valid_until" as valid_until,
  (((d."list_total_minor")::bigint * 0.01)::text)::numeric as list_total,
  (((d."net_total_minor")::bigint * 0.01)::text)::numeric as net_total,
  (((d."savings_minor")::bigint * 0.01)::text)::numeric as savings,
  (d."justification" is not null) as is_special,
  d."terms_version" as terms_version,
  (trim_scale(d."share_ratio")::text)::numeric as share_ratio,
  d."submitted_at" as submitted_at,
  d."review_due_at" as review_due_at,
  coalesce((extract(year from d."review_due_at" at time zone 'Asia/Shanghai')::int <> all(array[2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    and not exists (select from holiday_plan where year = extract(year from d."review_due_at" at time zone 'Asia/Shanghai')::int)), false) as is_review_due_provisional,
  d."decided_at" as decided_at,
  d."special_decided_at" as special_decided_at,
  (d."status" = 'MANUAL_REVIEW' and coalesce((select value from policy_value where key = 'discounts.below-floor-to-seller' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 1) = 1
      and exists (select 1 from product o where o.id = d."product_id" and o.sale_model = 'COMMON')) as seller_decides_next,
  case when d."status" in ('SCHEDULED', 'EFFECTIVE') then d."valid_until" + make_interval(days => coalesce((select value from policy_value where key = 'discounts.max-days' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 365)::int) end as extendable_until,
  d."activated_at" as activated_at,
  d."unusable_reason" as unusable_reason,
  d."created_at" as created_at,
  d."version" as version,
  d."updated_at" as updated_at,
  d."customer_id" as customer_id,
  d."product_id" as product_id,
  d."seller_id" as seller_id,
  (select t."name" from "organization" t where (t."id" = d."seller_id")) as seller_name,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name,
  d."predecessor_id" as predecessor_id,
  (select t."name" from "exclusive_discount" t where (t."id" = d."predecessor_id")) as predecessor_name
from "exclusive_discount" d where true;
comment on view reporting.exclusive_discounts is 'Price for one customer on specifications of one product, granted by the partner to which the customer is bound (专属优惠). Prefix of the global id: dsc_.';
comment on column reporting.exclusive_discounts.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.exclusive_discounts.number is 'Readable number: EXD, the day, a running number.';
comment on column reporting.exclusive_discounts.name is 'Name that the customer sees, unique among the partner''s open discounts.';
comment on column reporting.exclusive_discounts.status is 'State of the discount; `viewerActions` lists the actions open to the viewer.';
comment on column reporting.exclusive_discounts.origin is 'Origin of the discount.';
comment on column reporting.exclusive_discounts.customer_name is 'Name of the customer at the last save.';
comment on column reporting.exclusive_discounts.product_name is 'Name of the product at the last save.';
comment on column reporting.exclusive_discounts.valid_from is 'First instant of the price. It is later than the submission, and moves to the approval if that is later still.';
comment on column reporting.exclusive_discounts.valid_until is 'First instant after the price.';
comment on column reporting.exclusive_discounts.list_total is 'Sum of the list prices of the usable lines.';
comment on column reporting.exclusive_discounts.net_total is 'Sum of the net prices of the usable lines.';
comment on column reporting.exclusive_discounts.savings is 'Savings of the customer: list total less net total.';
comment on column reporting.exclusive_discounts.is_special is 'Whether the discount was requested below the floor (特殊商务申请); null for customers.';
comment on column reporting.exclusive_discounts.terms_version is 'Version number of the authorization''s terms at submission; null for customers, distributors, on a draft, and where no authorization is needed.';
comment on column reporting.exclusive_discounts.share_ratio is 'Share ratio of the partner under the terms at submission, 0 to 1; of the marketplace''s own products, that of the margin above the floor. Null for customers, distributors and on a draft.';
comment on column reporting.exclusive_discounts.submitted_at is 'Time of the last submission.';
comment on column reporting.exclusive_discounts.review_due_at is 'Time by which the reviewer should decide; only a reminder, nothing lapses.';
comment on column reporting.exclusive_discounts.is_review_due_provisional is 'Whether `reviewDueAt` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).';
comment on column reporting.exclusive_discounts.decided_at is 'Time of the reviewer''s decision.';
comment on column reporting.exclusive_discounts.special_decided_at is 'Time at which an operator approved the special request (特殊商务申请).';
comment on column reporting.exclusive_discounts.seller_decides_next is 'Whether the seller decides after the operator''s approval: a special request on a common product in MANUAL_REVIEW.';
comment on column reporting.exclusive_discounts.extendable_until is 'Latest end that an extension may have, by policy `discounts.max-days`; null unless SCHEDULED or EFFECTIVE.';
comment on column reporting.exclusive_discounts.activated_at is 'Time at which the discount took effect.';
comment on column reporting.exclusive_discounts.unusable_reason is 'Reason for the state UNUSABLE.';
comment on column reporting.exclusive_discounts.created_at is 'Time at which the discount was first saved.';
comment on column reporting.exclusive_discounts.version is 'Version for optimistic locking.';
comment on column reporting.exclusive_discounts.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.exclusive_discounts.customer_id is 'Customer; null for sellers, who may see the name only. Its id.';
comment on column reporting.exclusive_discounts.product_id is 'Product of the discount. Its id.';
comment on column reporting.exclusive_discounts.seller_id is 'Seller of the product. Its id.';
comment on column reporting.exclusive_discounts.seller_name is 'Seller of the product. Its name.';
comment on column reporting.exclusive_discounts.partner_id is 'Partner that grants the discount. Its id.';
comment on column reporting.exclusive_discounts.partner_name is 'Partner that grants the discount. Its name.';
comment on column reporting.exclusive_discounts.predecessor_id is 'Discount that this one extends (续期自); null if it extends none. Its id.';
comment on column reporting.exclusive_discounts.predecessor_name is 'Discount that this one extends (续期自); null if it extends none. Its name.';

create view reporting.exclusive_discount_lines with (security_barrier) as select
  d."id" as id,
  d."position" as position,
  d."specification_code" as specification_code,
  d."specification_name" as specification_name,
  d."priced_by" as priced_by,
  (((d."list_price_minor")::bigint * 0.01)::text)::numeric as list_price,
  (trim_scale(d."pay_rate")::text)::numeric as pay_rate,
  (((d."net_price_minor")::bigint * 0.01)::text)::numeric as net_price,
  (d."state" <> 'UNUSABLE') as is_usable,
  (trim_scale(d."floor_pay_rate")::text)::numeric as floor_pay_rate,
  d."updated_at" as updated_at,
  d."specification_id" as specification_id,
  d."discount_id" as discount_id
from "exclusive_discount_line" d where true;
comment on view reporting.exclusive_discount_lines is 'Price of one specification in an exclusive discount. Prefix of the global id: dsl_.';
comment on column reporting.exclusive_discount_lines.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.exclusive_discount_lines.position is 'Position within the discount, from 0.';
comment on column reporting.exclusive_discount_lines.specification_code is 'Code of the specification.';
comment on column reporting.exclusive_discount_lines.specification_name is 'Name of the specification.';
comment on column reporting.exclusive_discount_lines.priced_by is 'Price term that the partner fixed.';
comment on column reporting.exclusive_discount_lines.list_price is 'List price for one period, including tax; frozen at submission.';
comment on column reporting.exclusive_discount_lines.pay_rate is 'Pay rate (付费率): share of the list price that the customer pays. 0.85 = 85 % = 8.5 折.';
comment on column reporting.exclusive_discount_lines.net_price is 'Net price: amount that the customer pays for one period, including tax.';
comment on column reporting.exclusive_discount_lines.is_usable is 'Whether the price can be used: false once the specification is delisted or the discount is UNUSABLE. Customers see usable lines only.';
comment on column reporting.exclusive_discount_lines.floor_pay_rate is 'Floor pay rate: lowest pay rate without a special request, frozen at submission; null for customers and distributors.';
comment on column reporting.exclusive_discount_lines.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.exclusive_discount_lines.specification_id is 'Specification of the line. Its id.';
comment on column reporting.exclusive_discount_lines.discount_id is 'Id of the ExclusiveDiscount.';

create view reporting.customer_demands with (security_barrier) as select
  d."id" as id,
  d."number" as number,
  d."status" as status,
  d."customer_name" as customer_name,
  d."product_name" as product_name,
  (trim_scale(d."expected_share_ratio")::text)::numeric as expected_share_ratio,
  (trim_scale(d."max_share_ratio")::text)::numeric as max_share_ratio,
  (trim_scale(d."granted_share_ratio")::text)::numeric as granted_share_ratio,
  (((d."expected_amount_minor")::bigint * 0.01)::text)::numeric as expected_amount,
  to_char(d."expected_order_on" at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as expected_order_on,
  d."submitted_at" as submitted_at,
  d."due_at" as due_at,
  d."answer_due_at" as answer_due_at,
  d."answered_at" as answered_at,
  d."closed_at" as closed_at,
  d."nudged_at" as nudged_at,
  d."nudge_count" as nudge_count,
  d."created_at" as created_at,
  d."version" as version,
  d."updated_at" as updated_at,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name,
  d."seller_id" as seller_id,
  (select t."name" from "organization" t where (t."id" = d."seller_id")) as seller_name,
  d."customer_id" as customer_id,
  d."product_id" as product_id,
  d."cloned_from_id" as cloned_from_id
from "customer_demand" d where true;
comment on view reporting.customer_demands is 'Need of a customer for a joint-operation product, submitted by a partner to the seller for a joint sale (客户需求). Prefix of the global id: dmd_.';
comment on column reporting.customer_demands.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.customer_demands.number is 'Readable number: DM, the day, a running number.';
comment on column reporting.customer_demands.status is 'State of the demand; `viewerActions` lists the actions open to the viewer.';
comment on column reporting.customer_demands.customer_name is 'Name of the customer at creation.';
comment on column reporting.customer_demands.product_name is 'Name of the product at the last save.';
comment on column reporting.customer_demands.expected_share_ratio is 'Share ratio (分成比例) that the partner expects, above 0 to `maxShareRatio`.';
comment on column reporting.customer_demands.max_share_ratio is 'Product''s maximum share ratio at the last save or submission, 0 to 1 (分成比例上限).';
comment on column reporting.customer_demands.granted_share_ratio is 'Share ratio of the seller''s private offer, above 0 to 1; null before the offer.';
comment on column reporting.customer_demands.expected_amount is 'Amount that the partner expects the customer to order (预计金额).';
comment on column reporting.customer_demands.expected_order_on is 'Day in Asia/Shanghai on which the partner expects the order (预计下单).';
comment on column reporting.customer_demands.submitted_at is 'Time of the submission.';
comment on column reporting.customer_demands.due_at is 'Deadline of the state: SUBMITTED, the acceptance; ACCEPTED, the private offer. Null in other states.';
comment on column reporting.customer_demands.answer_due_at is 'Deadline of the acceptance, 5 × 24 hours after the submission unless the policy differs; stays after the answer.';
comment on column reporting.customer_demands.answered_at is 'Time at which the seller received or rejected it.';
comment on column reporting.customer_demands.closed_at is 'Time at which it was closed.';
comment on column reporting.customer_demands.nudged_at is 'Time at which the partner last reminded the seller (催办).';
comment on column reporting.customer_demands.nudge_count is 'Number of times the partner reminded the seller.';
comment on column reporting.customer_demands.created_at is 'Time at which the demand was created.';
comment on column reporting.customer_demands.version is 'Version for optimistic locking; every event raises it.';
comment on column reporting.customer_demands.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.customer_demands.partner_id is 'Partner that submitted it. Its id.';
comment on column reporting.customer_demands.partner_name is 'Partner that submitted it. Its name.';
comment on column reporting.customer_demands.seller_id is 'Seller of the product. Its id.';
comment on column reporting.customer_demands.seller_name is 'Seller of the product. Its name.';
comment on column reporting.customer_demands.customer_id is 'Customer; null if the viewer may see the name only. Its id.';
comment on column reporting.customer_demands.product_id is 'Joint-operation product. Its id.';
comment on column reporting.customer_demands.cloned_from_id is 'Demand of which this one is a copy (复制自). Its id.';

create view reporting.orders with (security_barrier) as select
  d."id" as id,
  d."number" as number,
  d."order_type" as order_type,
  d."program" as program,
  d."status" as status,
  d."customer_name" as customer_name,
  d."attribution" as attribution,
  d."attribution_reason" as attribution_reason,
  (((d."list_total_minor")::bigint * 0.01)::text)::numeric as list_total,
  (((d."deal_total_minor")::bigint * 0.01)::text)::numeric as deal_total,
  (((d."voucher_total_minor")::bigint * 0.01)::text)::numeric as voucher_total,
  (((d."cash_total_minor")::bigint * 0.01)::text)::numeric as cash_total,
  d."placed_at" as placed_at,
  d."payment_due_at" as payment_due_at,
  d."paid_at" as paid_at,
  d."completed_at" as completed_at,
  d."upstream_order_id" as upstream_order_id,
  d."upstream_type" as upstream_type,
  d."upstream_status" as upstream_status,
  d."synced_at" as synced_at,
  d."version" as version,
  d."updated_at" as updated_at,
  d."customer_id" as customer_id,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name,
  d."selected_partner_id" as selected_partner_id,
  (select t."name" from "partner" t where (t."id" = d."selected_partner_id")) as selected_partner_name,
  d."discount_id" as exclusive_discount_id,
  (select t."name" from "exclusive_discount" t where (t."id" = d."discount_id")) as exclusive_discount_name
from "customer_order" d where true;
comment on view reporting.orders is 'Order of a customer (订单). A seller sees the amounts of its own lines only. Prefix of the global id: ord_.';
comment on column reporting.orders.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.orders.number is 'Readable number: ORD, the day, a running number (订单号).';
comment on column reporting.orders.order_type is 'Kind of the order.';
comment on column reporting.orders.program is 'Program that subsidizes the order (政府补贴项目), as the upstream or operations named it; null for a usual order.';
comment on column reporting.orders.status is 'State of the order as a whole.';
comment on column reporting.orders.customer_name is 'Name of the customer at the time of the order.';
comment on column reporting.orders.attribution is 'Attribution of the order to a partner: that of its strongest line, DISCOUNT before AUTO before SELECTED. Each line states its own.';
comment on column reporting.orders.attribution_reason is 'Reason why the order is attributed to no partner; null if it is attributed.';
comment on column reporting.orders.list_total is 'Sum of the list prices, including tax.';
comment on column reporting.orders.deal_total is 'Sum of the deal prices of the lines (成交价).';
comment on column reporting.orders.voucher_total is 'Part paid with vouchers, coupons and stored value.';
comment on column reporting.orders.cash_total is 'Part paid in cash (现金消费); only this part counts for the share.';
comment on column reporting.orders.placed_at is 'Time at which the order was placed (下单时间).';
comment on column reporting.orders.payment_due_at is 'Time until which the order can be paid; then it is canceled (支付截止时间). Null for orders that were placed upstream.';
comment on column reporting.orders.paid_at is 'Time at which the payment was confirmed.';
comment on column reporting.orders.completed_at is 'Time at which the order was completed.';
comment on column reporting.orders.upstream_order_id is 'Id of the order in the upstream system; null for orders placed here.';
comment on column reporting.orders.upstream_type is 'Code of the order type as the upstream system reported it, for example "NEW" (KooGallery) or "1" (BSS); null for orders that it did not report.';
comment on column reporting.orders.upstream_status is 'Code of the order state as the upstream system reported it last, for example "5" (BSS); null for orders that it did not report. `status` may differ.';
comment on column reporting.orders.synced_at is 'Time at which a report of the upstream system last changed the order (同步时间); null for orders that it did not report.';
comment on column reporting.orders.version is 'Version for optimistic locking.';
comment on column reporting.orders.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.orders.customer_id is 'Customer, as far as the viewer may see it. Its id.';
comment on column reporting.orders.partner_id is 'Partner to which the order is attributed. Its id.';
comment on column reporting.orders.partner_name is 'Partner to which the order is attributed. Its name.';
comment on column reporting.orders.selected_partner_id is 'Partner that the customer selected on the order page; null if it selected none. Its id.';
comment on column reporting.orders.selected_partner_name is 'Partner that the customer selected on the order page; null if it selected none. Its name.';
comment on column reporting.orders.exclusive_discount_id is 'Exclusive discount that the order used. Its id.';
comment on column reporting.orders.exclusive_discount_name is 'Exclusive discount that the order used. Its name.';

create view reporting.order_lines with (security_barrier) as select
  d."id" as id,
  d."position" as position,
  d."order_number" as order_number,
  d."status" as status,
  d."product_name" as product_name,
  d."specification_name" as specification_name,
  d."attribution" as attribution,
  d."attribution_reason" as attribution_reason,
  d."charging_mode" as charging_mode,
  d."terms_version" as terms_version,
  d."instance_id" as instance_id,
  d."upstream_line_id" as upstream_line_id,
  d."quantity" as quantity,
  (((d."list_minor")::bigint * 0.01)::text)::numeric as list_price,
  (trim_scale(d."pay_rate")::text)::numeric as pay_rate,
  (((d."deal_minor")::bigint * 0.01)::text)::numeric as deal_price,
  (((d."voucher_minor")::bigint * 0.01)::text)::numeric as voucher,
  (((d."cash_minor")::bigint * 0.01)::text)::numeric as cash,
  (trim_scale(d."share_ratio")::text)::numeric as share_ratio,
  d."strategy" as strategy,
  (trim_scale(d."vat_rate")::text)::numeric as vat_rate,
  d."supervision" as supervision,
  d."supervision_completed_at" as supervision_completed_at,
  d."repayment" as repayment,
  d."repaid_at" as repaid_at,
  d."effective_at" as effective_at,
  d."service_until" as service_until,
  d."refund_kind" as refund_kind,
  d."placed_at" as placed_at,
  d."version" as version,
  d."performance" as performance,
  d."updated_at" as updated_at,
  d."billing" as billing_status,
  case when d."billing" <> 'PENDING' then '{}'::text[]
          when d."status" = 'REFUNDED' and (d."strategy" is null or d."supervision" = 'IN_PROGRESS' or d."repayment" = 'OUTSTANDING') or (d."refund_of_id" is not null and exists (select o.id from order_line o where o.status = 'REFUNDED' and (o.strategy is null or o.supervision = 'IN_PROGRESS' or o.repayment = 'OUTSTANDING') and o.billing = 'PENDING' and o.id = d."refund_of_id" offset 0)) then array['REFUNDED']
          else coalesce(nullif(array_remove(array[case when d."strategy" is null then 'NO_SHARE_AGREED' end, case when d."effective_at" is null or d."effective_at" > (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())) then 'NOT_EFFECTIVE' end, case when d."supervision" = 'IN_PROGRESS' then 'SUPERVISION_OPEN' end, case when d."repayment" = 'OUTSTANDING' then 'UNPAID_CREDIT' end, case when d."partner_id" not in (select p.id from partner p where p.status = 'CERTIFIED') then 'NOT_CERTIFIED' end, case when d."refund_of_id" is not null and exists (select o.id from order_line o where (case when o.strategy is not null and o.supervision <> 'IN_PROGRESS' and o.repayment <> 'OUTSTANDING'
    and o.effective_at is not null then greatest(o.effective_at, o.supervision_completed_at, o.repaid_at) end) is null and o.billing = 'PENDING' and o.id = d."refund_of_id" offset 0) then 'ORIGINAL_NOT_BILLED' end], null), '{}'), array[case
  when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (select max(run.cutoff_at) from settlement_run run
    where exists (select 1 from settlement_run_partner decided where decided.run_id = run.id))
  then coalesce((select case latest.status when 'WAITING' then 'RUN_LATE' when 'PARKED' then 'PARKED' else 'BELOW_THRESHOLD' end
    from (select decided.status, run.cutoff_at from settlement_run_partner decided
      join settlement_run run on run.id = decided.run_id
      where decided.partner_id = d."partner_id" order by decided.period desc limit 1) latest
    where greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < latest.cutoff_at), case when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (
  select max(run.cutoff_at) from settlement_run run where run.status = 'PLANNED' and run.run_at <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())))
  then 'RUN_LATE' else 'RUN_DAY_NOT_REACHED' end)
  else case when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (
  select max(run.cutoff_at) from settlement_run run where run.status = 'PLANNED' and run.run_at <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())))
  then 'RUN_LATE' else 'RUN_DAY_NOT_REACHED' end end]) end as billing_blockers,
  d."order_id" as order_id,
  d."product_id" as product_id,
  d."specification_id" as specification_id,
  d."seller_id" as seller_id,
  (select t."name" from "organization" t where (t."id" = d."seller_id")) as seller_name,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name,
  d."customer_id" as customer_id,
  (select t."name" from "customer" t where (t."id" = d."customer_id")) as customer_name,
  d."discount_id" as attributed_by_id,
  (select t."name" from "exclusive_discount" t where (t."id" = d."discount_id")) as attributed_by_name,
  d."discount_line_id" as discount_line_id,
  d."refund_of_id" as refund_of_id
from "order_line" d where true;
comment on view reporting.order_lines is 'Specification in an order, with the terms frozen at payment (订单行). Prefix of the global id: orl_.';
comment on column reporting.order_lines.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.order_lines.position is 'Position in the order, from 0.';
comment on column reporting.order_lines.order_number is 'Number of the order.';
comment on column reporting.order_lines.status is 'State of the line; after a refund it may differ from that of the order.';
comment on column reporting.order_lines.product_name is 'Name of the product at the time of the order.';
comment on column reporting.order_lines.specification_name is 'Name of the specification at the time of the order.';
comment on column reporting.order_lines.attribution is 'Attribution of the line to a partner, decided at payment.';
comment on column reporting.order_lines.attribution_reason is 'Reason why the line is attributed to no partner; null if it is attributed.';
comment on column reporting.order_lines.charging_mode is 'Charging mode of the line.';
comment on column reporting.order_lines.terms_version is 'Version of the support terms (服务支持条款) that the customer accepted; null for orders that were not placed here.';
comment on column reporting.order_lines.instance_id is 'Id of what was bought; renewals, changes and refunds keep it (资源实例).';
comment on column reporting.order_lines.upstream_line_id is 'Id of the line in the upstream system; null for orders placed here.';
comment on column reporting.order_lines.quantity is 'Quantity ordered.';
comment on column reporting.order_lines.list_price is 'List price of the quantity, including tax.';
comment on column reporting.order_lines.pay_rate is 'Pay rate: share of the list price that was paid. 0.85 = 85 % (8.5 折).';
comment on column reporting.order_lines.deal_price is 'Deal price of the quantity (成交价): list price × pay rate, rounded to the fen; where a net price was agreed, net price of one unit × quantity. Negative for a refund.';
comment on column reporting.order_lines.voucher is 'Part paid with vouchers, coupons and stored value.';
comment on column reporting.order_lines.cash is 'Part paid in cash.';
comment on column reporting.order_lines.share_ratio is 'Share ratio of the partner, 0 to 1; null for customers and while none is agreed.';
comment on column reporting.order_lines.strategy is 'Formula of the settlement; null for customers and while no share ratio is agreed.';
comment on column reporting.order_lines.vat_rate is 'Output VAT rate of the product, 0 to 1.';
comment on column reporting.order_lines.supervision is 'State of the service supervision (服务监管).';
comment on column reporting.order_lines.supervision_completed_at is 'Time at which the customer accepted the service.';
comment on column reporting.order_lines.repayment is 'Repayment of a purchase on credit.';
comment on column reporting.order_lines.repaid_at is 'Time at which the credit was repaid.';
comment on column reporting.order_lines.effective_at is 'Time at which the line took effect; for a renewal, later than the payment (生效时间).';
comment on column reporting.order_lines.service_until is 'First instant after the service that the line pays for (服务到期时间): as the upstream reports it, else after the periods that were bought from the time it took effect. A renewal goes on from there. Null without a period, before it took effect and after a refund.';
comment on column reporting.order_lines.refund_kind is 'Case of the refund; null unless the line is a refund that was made here.';
comment on column reporting.order_lines.placed_at is 'Time at which the order was placed.';
comment on column reporting.order_lines.version is 'Version for optimistic locking.';
comment on column reporting.order_lines.performance is 'Part of the line in the performance of its partner, decided at payment; null while unpaid, without a partner, and for sellers and customers.';
comment on column reporting.order_lines.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.order_lines.billing_status is 'Billing status of the line; visible to roles that may read bills only.';
comment on column reporting.order_lines.billing_blockers is 'Reasons why the line is not billed yet; empty if it is. Visible to roles that may read bills only.';
comment on column reporting.order_lines.order_id is 'Order of the line. Its id.';
comment on column reporting.order_lines.product_id is 'Product of the line. Its id.';
comment on column reporting.order_lines.specification_id is 'Specification of the line. Its id.';
comment on column reporting.order_lines.seller_id is 'Seller of the product. Its id.';
comment on column reporting.order_lines.seller_name is 'Seller of the product. Its name.';
comment on column reporting.order_lines.partner_id is 'Partner to which the order is attributed; null if it is attributed to none. Its id.';
comment on column reporting.order_lines.partner_name is 'Partner to which the order is attributed; null if it is attributed to none. Its name.';
comment on column reporting.order_lines.customer_id is 'Customer, as far as the viewer may see it. Its id.';
comment on column reporting.order_lines.customer_name is 'Customer, as far as the viewer may see it. Its name.';
comment on column reporting.order_lines.attributed_by_id is 'Exclusive discount that attributes the line: the one that was used, or the automatic one (归属优惠). Its id.';
comment on column reporting.order_lines.attributed_by_name is 'Exclusive discount that attributes the line: the one that was used, or the automatic one (归属优惠). Its name.';
comment on column reporting.order_lines.discount_line_id is 'Line of the exclusive discount that attributes the order line. Its id.';
comment on column reporting.order_lines.refund_of_id is 'Refunded line; null unless the line is a refund (原订单行). Its id.';

create view reporting.sales_periods with (security_barrier) as select
  d."id" as id,
  d."unit" as unit,
  d."period" as period,
  d."starts_at" as starts_at,
  d."sale_count" as sale_count,
  d."refund_count" as refund_count,
  (((d."deal_minor")::bigint * 0.01)::text)::numeric as deal,
  (((d."cash_minor")::bigint * 0.01)::text)::numeric as cash,
  (((d."refunded_minor")::bigint * 0.01)::text)::numeric as refunded,
  (((d."performance_minor")::bigint * 0.01)::text)::numeric as performance,
  (((d."rebound_minor")::bigint * 0.01)::text)::numeric as rebound,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name
from "sales_period" d where true;
comment on view reporting.sales_periods is 'Sales of a partner in a month, quarter or year (销售额), and the part that counts as its performance: sums of the order lines attributed to the partner, up to the latest order. Prefix of the global id: sal_.';
comment on column reporting.sales_periods.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.sales_periods.unit is 'Length of the period.';
comment on column reporting.sales_periods.period is 'Period by the calendar of Asia/Shanghai: 2026-03, 2026-Q1 or 2026.';
comment on column reporting.sales_periods.starts_at is 'First instant of the period.';
comment on column reporting.sales_periods.sale_count is 'Number of order lines sold.';
comment on column reporting.sales_periods.refund_count is 'Number of refund lines (退订).';
comment on column reporting.sales_periods.deal is 'Sum of the deal prices, including tax, less refunds.';
comment on column reporting.sales_periods.cash is 'Part of the deal prices paid in cash; only this part counts for the share (现金消费).';
comment on column reporting.sales_periods.refunded is 'Refunded cash, as a positive amount.';
comment on column reporting.sales_periods.performance is 'Performance (业绩): the part of `cash` from customers that were bound to the partner at payment, less refunds. Orders within 6 months after a change of the partner do not count.';
comment on column reporting.sales_periods.rebound is 'Part of `cash` left out of the performance because the customer changed its partner less than 6 months before (换绑未满 6 个月).';
comment on column reporting.sales_periods.partner_id is 'Partner whose sales they are; null for reports. Its id.';
comment on column reporting.sales_periods.partner_name is 'Partner whose sales they are; null for reports. Its name.';

create view reporting.product_sales with (security_barrier) as select
  d."id" as id,
  d."unit" as unit,
  d."period" as period,
  d."starts_at" as starts_at,
  d."sale_count" as sale_count,
  d."refund_count" as refund_count,
  (((d."deal_minor")::bigint * 0.01)::text)::numeric as deal,
  (((d."cash_minor")::bigint * 0.01)::text)::numeric as cash,
  (((d."refunded_minor")::bigint * 0.01)::text)::numeric as refunded,
  (((d."performance_minor")::bigint * 0.01)::text)::numeric as performance,
  (((d."rebound_minor")::bigint * 0.01)::text)::numeric as rebound,
  d."product_id" as product_id,
  (select t."name" from "product" t where (t."id" = d."product_id")) as product_name,
  d."sales_id" as sales_period_id
from "product_sales" d where true;
comment on view reporting.product_sales is 'Sales of one product by a partner in a period (按商品的销售额). Prefix of the global id: psl_.';
comment on column reporting.product_sales.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.product_sales.unit is 'Length of the period.';
comment on column reporting.product_sales.period is 'Period by the calendar of Asia/Shanghai: 2026-03, 2026-Q1 or 2026.';
comment on column reporting.product_sales.starts_at is 'First instant of the period.';
comment on column reporting.product_sales.sale_count is 'Number of order lines sold.';
comment on column reporting.product_sales.refund_count is 'Number of refund lines (退订).';
comment on column reporting.product_sales.deal is 'Sum of the deal prices, including tax, less refunds.';
comment on column reporting.product_sales.cash is 'Part of the deal prices paid in cash; only this part counts for the share (现金消费).';
comment on column reporting.product_sales.refunded is 'Refunded cash, as a positive amount.';
comment on column reporting.product_sales.performance is 'Performance (业绩): the part of `cash` from customers that were bound to the partner at payment, less refunds. Orders within 6 months after a change of the partner do not count.';
comment on column reporting.product_sales.rebound is 'Part of `cash` left out of the performance because the customer changed its partner less than 6 months before (换绑未满 6 个月).';
comment on column reporting.product_sales.product_id is 'The product. Its id.';
comment on column reporting.product_sales.product_name is 'The product. Its name.';
comment on column reporting.product_sales.sales_period_id is 'Sales of all products in the period. Its id.';

create view reporting.supervisions with (security_barrier) as select
  d."id" as id,
  d."order_number" as order_number,
  d."customer_name" as customer_name,
  d."product_name" as product_name,
  d."specification_name" as specification_name,
  d."quantity" as quantity,
  (((d."deal_minor")::bigint * 0.01)::text)::numeric as deal_price,
  (((d."cash_minor")::bigint * 0.01)::text)::numeric as cash,
  d."template" as template,
  d."is_reviewed" as is_reviewed,
  d."status" as status,
  d."actor" as acts_side,
  case when d."template" = 'STANDARD' then case d."status" when 'AWAIT_REQUIREMENT' then 'submitRequirement' when 'AWAIT_CONFIRM' then 'confirmRequirement' when 'IMPLEMENTING' then 'submitDelivery' when 'HUAWEI_REVIEW' then 'passReview' when 'AWAIT_ACCEPTANCE' then 'accept' end when d."template" = 'WEBSITE' then case d."status" when 'AWAIT_REQUIREMENT' then 'submitRequirement' when 'AWAIT_CONFIRM' then 'confirmRequirement' when 'IMPLEMENTING' then 'submitDraft' when 'AWAIT_DRAFT_CONFIRM' then 'confirmDraft' when 'BUILDING' then 'submitDelivery' when 'AWAIT_ACCEPTANCE' then 'accept' end when d."template" = 'LICENSE_CODE' then case d."status" when 'AWAIT_CLAIM' then 'claimCode' when 'AWAIT_ACTIVATION' then 'activate' when 'AWAIT_PROOF' then 'submitProof' when 'HUAWEI_REVIEW' then 'passReview' end when d."template" = 'LICENSE_ID' then case d."status" when 'AWAIT_ID' then 'submitId' when 'IMPLEMENTING' then 'submitDelivery' when 'HUAWEI_REVIEW' then 'passReview' when 'AWAIT_ACCEPTANCE' then 'accept' end when d."template" = 'LICENSE_PACKAGE' then case d."status" when 'DEPLOYING' then 'deploy' when 'AWAIT_ACCEPTANCE' then 'accept' end when d."template" = 'HARDWARE' then case d."status" when 'AWAIT_SHIPMENT' then 'ship' when 'AWAIT_ACCEPTANCE' then 'accept' end end as next_event,
  d."clock_since" as clock_since,
  d."due_at" as due_at,
  d."paid_at" as paid_at,
  d."promised_days" as promised_days,
  d."deliver_by" as deliver_by,
  d."delivered_at" as delivered_at,
  d."is_overdue" as is_overdue,
  d."is_stalled" as is_stalled,
  d."rejection_count" as rejection_count,
  d."rejection_reason" as rejection_reason,
  d."rejected_at" as rejected_at,
  d."nudged_at" as nudged_at,
  d."frozen_at" as frozen_at,
  d."frozen_node" as frozen_node,
  d."carrier" as carrier,
  d."tracking_number" as tracking_number,
  d."shipped_at" as shipped_at,
  d."signed_off_at" as signed_off_at,
  d."is_phone_confirmed" as is_phone_confirmed,
  d."auto_accept_at" as auto_accept_at,
  d."system_id" as system_id,
  d."claimed_at" as claimed_at,
  d."activated_at" as activated_at,
  d."acceptance" as acceptance,
  d."completed_at" as completed_at,
  d."ended_at" as ended_at,
  (
  select count(*) = d."version" and coalesce(bool_and(x.fits), false) from (
    select l.position = row_number() over w and l.previous_hash = coalesce(lag(l.hash) over w, '0000000000000000000000000000000000000000000000000000000000000000')
      and l.hash = encode(sha256(convert_to(l.previous_hash || array_to_json(array[l.supervision_id::text, l.position::text,
    to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), l.from_state, l.to_state, l.event,
    l.actor_name, l.actor_side, l.via, l.reason, array_to_string(l.files, ' ')])::text, 'UTF8')), 'hex') as fits
    from supervision_log l where l.supervision_id = d."id" window w as (order by l.position)) x) as is_log_intact,
  d."version" as version,
  d."updated_at" as updated_at,
  d."order_id" as order_id,
  d."order_line_id" as order_line_id,
  d."product_id" as product_id,
  d."seller_id" as seller_id,
  (select t."name" from "organization" t where (t."id" = d."seller_id")) as seller_name,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name,
  d."customer_id" as customer_id
from "supervision" d where true;
comment on view reporting.supervisions is 'Supervised delivery of one order line, from payment to acceptance (服务监管). While it runs, the line is not billed and a negotiated refund is possible. Prefix of the global id: spv_.';
comment on column reporting.supervisions.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.supervisions.order_number is 'Number of the order.';
comment on column reporting.supervisions.customer_name is 'Name of the customer at the time of the order.';
comment on column reporting.supervisions.product_name is 'Name of the product at the time of the order.';
comment on column reporting.supervisions.specification_name is 'Name of the specification at the time of the order.';
comment on column reporting.supervisions.quantity is 'Quantity ordered.';
comment on column reporting.supervisions.deal_price is 'Deal price of the line.';
comment on column reporting.supervisions.cash is 'Part of the line that was paid in cash.';
comment on column reporting.supervisions.template is 'Service-flow template (服务流模板).';
comment on column reporting.supervisions.is_reviewed is 'Whether operations review the delivery before the acceptance (华为云复核): `program` of the order is set, and the template has a review.';
comment on column reporting.supervisions.status is 'State; `viewerActions` lists the actions open to the viewer.';
comment on column reporting.supervisions.acts_side is 'Side in turn; null while the flow is frozen and after its end.';
comment on column reporting.supervisions.next_event is 'Event that leads to the next node, as in the name of its mutation; null while frozen and after the end.';
comment on column reporting.supervisions.clock_since is 'Begin of the current node''s clock. A pause moves it, so that the elapsed time does not count the pause; while frozen, the elapsed time ends at `frozenAt`.';
comment on column reporting.supervisions.due_at is 'Time by which the side in turn should act, past or future: promise, automatic acceptance, or the time at which the node counts as stalled.';
comment on column reporting.supervisions.paid_at is 'Time of payment, from which the promise counts.';
comment on column reporting.supervisions.promised_days is 'Promised delivery time in days of 24 hours (平均交付时长); null for a product without one.';
comment on column reporting.supervisions.deliver_by is 'Promised time of delivery: payment plus `promisedDays`, moved by pauses (承诺交付时间).';
comment on column reporting.supervisions.delivered_at is 'Time of the delivery that waits for review or acceptance, or was accepted.';
comment on column reporting.supervisions.is_overdue is 'Whether the promised time passed before the delivery (已超承诺时长).';
comment on column reporting.supervisions.is_stalled is 'Whether the side in turn has not acted for several days (停滞).';
comment on column reporting.supervisions.rejection_count is 'Number of rejected acceptances (验收驳回次数).';
comment on column reporting.supervisions.rejection_reason is 'Reason of the last rejected acceptance.';
comment on column reporting.supervisions.rejected_at is 'Time of the last rejected acceptance.';
comment on column reporting.supervisions.nudged_at is 'Time at which a party last reminded the side in turn (催办).';
comment on column reporting.supervisions.frozen_at is 'Time at which an appeal froze the flow; null unless frozen.';
comment on column reporting.supervisions.frozen_node is 'Node at which an appeal froze the flow; null unless frozen.';
comment on column reporting.supervisions.carrier is 'Carrier of the hardware (承运方).';
comment on column reporting.supervisions.tracking_number is 'Tracking number of the carrier (运单号).';
comment on column reporting.supervisions.shipped_at is 'Time of the shipment.';
comment on column reporting.supervisions.signed_off_at is 'Time at which the recipient signed for the hardware, first condition of the automatic acceptance (承运方签收).';
comment on column reporting.supervisions.is_phone_confirmed is 'Whether the recipient''s phone equals the order''s, second condition of the automatic acceptance (签收电话一致); null before the sign-off.';
comment on column reporting.supervisions.auto_accept_at is 'Time at which hardware counts as accepted (自动验收时间); null unless both conditions hold.';
comment on column reporting.supervisions.system_id is 'System or hardware id for which an ID code is made out (识别码).';
comment on column reporting.supervisions.claimed_at is 'Time at which the customer claimed the authorization code; from then on no negotiated refund is possible.';
comment on column reporting.supervisions.activated_at is 'Actual activation (实际开通时间); null: the acceptance counts.';
comment on column reporting.supervisions.acceptance is 'Way in which the supervision was completed; null unless COMPLETED.';
comment on column reporting.supervisions.completed_at is 'Time of the completion.';
comment on column reporting.supervisions.ended_at is 'Time of the end, by completion, refund or closing.';
comment on column reporting.supervisions.is_log_intact is 'Whether the log is complete and unchanged: every line matches its hash and place (哈希链完整).';
comment on column reporting.supervisions.version is 'Version for optimistic locking.';
comment on column reporting.supervisions.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.supervisions.order_id is 'Order of the line. Its id.';
comment on column reporting.supervisions.order_line_id is 'Supervised line. Its id.';
comment on column reporting.supervisions.product_id is 'Product; null for customers. Its id.';
comment on column reporting.supervisions.seller_id is 'Seller, who delivers. Its id.';
comment on column reporting.supervisions.seller_name is 'Seller, who delivers. Its name.';
comment on column reporting.supervisions.partner_id is 'Partner to which the order is attributed; null if it is attributed to none. Its id.';
comment on column reporting.supervisions.partner_name is 'Partner to which the order is attributed; null if it is attributed to none. Its name.';
comment on column reporting.supervisions.customer_id is 'Customer, as far as the viewer may see it. Its id.';

create view reporting.supervision_nodes with (security_barrier) as select
  d."id" as id,
  d."position" as position,
  d."node" as node,
  d."actor" as acts_side,
  d."state" as state,
  d."entered_at" as entered_at,
  d."left_at" as left_at,
  d."actor_name" as actor_name,
  d."round" as round,
  d."rejection_count" as rejection_count,
  d."supervision_id" as supervision_id
from "supervision_node" d where true;
comment on view reporting.supervision_nodes is 'Node of a supervised delivery, with its latest visit (服务监管节点). Prefix of the global id: svn_.';
comment on column reporting.supervision_nodes.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.supervision_nodes.position is 'Position in the flow, from 0.';
comment on column reporting.supervision_nodes.node is 'Node.';
comment on column reporting.supervision_nodes.acts_side is 'Side that acts at the node.';
comment on column reporting.supervision_nodes.state is 'Place in the course of the flow.';
comment on column reporting.supervision_nodes.entered_at is 'Time at which the flow last entered the node; null while it is ahead.';
comment on column reporting.supervision_nodes.left_at is 'Time at which the flow passed the node; null unless it is done.';
comment on column reporting.supervision_nodes.actor_name is 'Name of the actor who last passed the node.';
comment on column reporting.supervision_nodes.round is 'Number of times that the flow has entered the node.';
comment on column reporting.supervision_nodes.rejection_count is 'Number of times that an event at the node returned the flow.';
comment on column reporting.supervision_nodes.supervision_id is 'Id of the Supervision.';

create view reporting.supervision_logs with (security_barrier) as select
  d."id" as id,
  d."position" as position,
  d."created_at" as created_at,
  d."event" as event,
  d."from_state" as from_state,
  d."to_state" as to_state,
  d."actor_name" as actor_name,
  d."actor_side" as actor_side,
  d."via" as via,
  d."reason" as reason,
  d."files" as files,
  d."hash" as hash,
  d."previous_hash" as previous_hash,
  d."supervision_id" as supervision_id
from "supervision_log" d where true;
comment on view reporting.supervision_logs is 'Line of the append-only log of a supervision, chained to the line before by its hash (监管记录). It is evidence in an appeal. Prefix of the global id: svl_.';
comment on column reporting.supervision_logs.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.supervision_logs.position is 'Position in the log, from 1.';
comment on column reporting.supervision_logs.created_at is 'Time of the event.';
comment on column reporting.supervision_logs.event is 'Name of the event.';
comment on column reporting.supervision_logs.from_state is 'State before the event; null for the first.';
comment on column reporting.supervision_logs.to_state is 'State after the event.';
comment on column reporting.supervision_logs.actor_name is 'Name of the actor at the time of the event.';
comment on column reporting.supervision_logs.actor_side is 'Side of the actor.';
comment on column reporting.supervision_logs.via is 'Means of access of the actor.';
comment on column reporting.supervision_logs.reason is 'Reason that the actor gave.';
comment on column reporting.supervision_logs.files is 'SHA-256 of the files that came with the event, hexadecimal.';
comment on column reporting.supervision_logs.hash is 'SHA-256 of this line and the preceding hash, hexadecimal (哈希).';
comment on column reporting.supervision_logs.previous_hash is 'Hash of the preceding line; zeros for the first line.';
comment on column reporting.supervision_logs.supervision_id is 'Id of the Supervision.';

create view reporting.supervision_evidences with (security_barrier) as select
  d."id" as id,
  d."kind" as kind,
  d."side" as side,
  d."round" as round,
  d."sha256" as sha256,
  d."created_at" as created_at,
  d."rejected_at" as rejected_at,
  d."supervision_id" as supervision_id
from "supervision_evidence" d where true;
comment on view reporting.supervision_evidences is 'File that a side submitted at a node or with a statement in an appeal; it cannot be removed (凭证). Prefix of the global id: sve_.';
comment on column reporting.supervision_evidences.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.supervision_evidences.kind is 'Purpose of the file.';
comment on column reporting.supervision_evidences.side is 'Side that submitted the file.';
comment on column reporting.supervision_evidences.round is 'Visit of the node at which the file was submitted, from 1; 1 in an appeal.';
comment on column reporting.supervision_evidences.sha256 is 'SHA-256 of the content, as in the log.';
comment on column reporting.supervision_evidences.created_at is 'Time of the submission.';
comment on column reporting.supervision_evidences.rejected_at is 'Time at which the customer rejected the delivery with this document.';
comment on column reporting.supervision_evidences.supervision_id is 'Id of the Supervision.';

create view reporting.settlement_bills with (security_barrier) as select
  d."id" as id,
  d."number" as number,
  d."period" as period,
  d."status" as status,
  (((d."gross_minor")::bigint * 0.01)::text)::numeric as gross,
  (((d."net_minor")::bigint * 0.01)::text)::numeric as net,
  (((d."tax_minor")::bigint * 0.01)::text)::numeric as tax,
  (((d."carried_in_minor")::bigint * 0.01)::text)::numeric as carried_in,
  (trim_scale(d."service_vat_rate")::text)::numeric as service_vat_rate,
  d."line_count" as line_count,
  d."seal" as seal,
  d."run_at" as run_at,
  d."due_at" as due_at,
  coalesce((extract(year from d."due_at" at time zone 'Asia/Shanghai')::int <> all(array[2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    and not exists (select from holiday_plan where year = extract(year from d."due_at" at time zone 'Asia/Shanghai')::int)), false) as is_due_provisional,
  d."sent_at" as sent_at,
  d."countersigned_at" as countersigned_at,
  d."payment_request_number" as payment_request_number,
  d."paid_at" as paid_at,
  d."payment_reference" as payment_reference,
  to_char(d."paid_on" at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as paid_on,
  d."version" as version,
  d."updated_at" as updated_at,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name
from "settlement_bill" d where true;
comment on view reporting.settlement_bills is 'Settlement bill: earnings of a partner in one month (对账单). It does not change once it is sent. Prefix of the global id: stl_.';
comment on column reporting.settlement_bills.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.settlement_bills.number is 'Readable number: STL, the month, a running number.';
comment on column reporting.settlement_bills.period is 'Month of the earnings (账期).';
comment on column reporting.settlement_bills.status is 'State; what the viewer may do about it is in `viewerActions`.';
comment on column reporting.settlement_bills.gross is 'Settlement amount (结算金额): sum of the lines, including tax; the invoice must have this amount.';
comment on column reporting.settlement_bills.net is 'Gross without tax at the VAT rate of the run.';
comment on column reporting.settlement_bills.tax is 'Tax: gross less net.';
comment on column reporting.settlement_bills.carried_in is 'Part of the gross that was carried over from earlier months.';
comment on column reporting.settlement_bills.service_vat_rate is 'VAT rate of the service fee at the run, 0 to 1 (服务费税率).';
comment on column reporting.settlement_bills.line_count is 'Number of lines.';
comment on column reporting.settlement_bills.seal is 'Seal (校验码): SHA-256 of the canonical text of header and lines, in hex. The countersigners sign it.';
comment on column reporting.settlement_bills.run_at is 'Time of the bill run (出账时间).';
comment on column reporting.settlement_bills.due_at is 'Time by which the current step should be done. A bill that awaits the confirmation of its partner then counts as confirmed, unless a line is disputed; otherwise it is only a reminder.';
comment on column reporting.settlement_bills.is_due_provisional is 'Whether `dueAt` is provisional, because the holiday plan of its year is not published yet (放假安排未公布).';
comment on column reporting.settlement_bills.sent_at is 'Time at which the bill was sent.';
comment on column reporting.settlement_bills.countersigned_at is 'Time at which the bill was countersigned (会签).';
comment on column reporting.settlement_bills.payment_request_number is 'Payment request number (申付单号); one invoice belongs to it.';
comment on column reporting.settlement_bills.paid_at is 'Time at which the bill was paid.';
comment on column reporting.settlement_bills.payment_reference is 'Reference of the bank transfer (付款流水号).';
comment on column reporting.settlement_bills.paid_on is 'Day of the bank transfer.';
comment on column reporting.settlement_bills.version is 'Version for optimistic locking.';
comment on column reporting.settlement_bills.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.settlement_bills.partner_id is 'Partner whose earnings they are. Its id.';
comment on column reporting.settlement_bills.partner_name is 'Partner whose earnings they are. Its name.';

create view reporting.settlement_bill_lines with (security_barrier) as select
  d."id" as id,
  d."position" as position,
  d."kind" as kind,
  d."product_type" as product_type,
  d."month" as month,
  (((d."cash_minor")::bigint * 0.01)::text)::numeric as cash,
  (((d."base_minor")::bigint * 0.01)::text)::numeric as base,
  (trim_scale(d."share_ratio")::text)::numeric as share_ratio,
  d."strategy" as strategy,
  (trim_scale(d."product_vat_rate")::text)::numeric as product_vat_rate,
  (trim_scale(d."service_vat_rate")::text)::numeric as service_vat_rate,
  (((d."settlement_minor")::bigint * 0.01)::text)::numeric as settlement,
  d."updated_at" as updated_at,
  d."bill_id" as bill_id,
  d."order_line_id" as order_line_id
from "settlement_bill_line" d where true;
comment on view reporting.settlement_bill_lines is 'Settlement of one order line, with every number of its formula (对账单明细). Prefix of the global id: sbl_.';
comment on column reporting.settlement_bill_lines.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.settlement_bill_lines.position is 'Position in the bill, from 0.';
comment on column reporting.settlement_bill_lines.kind is 'Kind of the line.';
comment on column reporting.settlement_bill_lines.product_type is 'Type of the product; the threshold applies by type.';
comment on column reporting.settlement_bill_lines.month is 'Month in which the order line became billable.';
comment on column reporting.settlement_bill_lines.cash is 'Cash part of the order line.';
comment on column reporting.settlement_bill_lines.base is 'Amount to which the share ratio applies: the cash or the margin.';
comment on column reporting.settlement_bill_lines.share_ratio is 'Share ratio of the partner, 0 to 1.';
comment on column reporting.settlement_bill_lines.strategy is 'Formula of the settlement.';
comment on column reporting.settlement_bill_lines.product_vat_rate is 'Output VAT rate of the product, 0 to 1.';
comment on column reporting.settlement_bill_lines.service_vat_rate is 'VAT rate of the service fee, 0 to 1.';
comment on column reporting.settlement_bill_lines.settlement is 'Settlement amount, including tax, rounded to the fen (结算金额).';
comment on column reporting.settlement_bill_lines.updated_at is 'Time of the record''s latest change that the viewer may see, by the database''s clock. Values that follow from other records or from the time, such as `viewerActions`, do not move it.';
comment on column reporting.settlement_bill_lines.bill_id is 'Bill of the line. Its id.';
comment on column reporting.settlement_bill_lines.order_line_id is 'Order line that is settled. Its id.';

create view reporting.ledger_postings with (security_barrier) as select
  d."id" as id,
  d."created_at" as created_at,
  d."position" as position,
  d."account" as account,
  d."period" as period,
  (((d."amount_minor")::bigint * 0.01)::text)::numeric as amount,
  d."bill_id" as bill_id,
  d."partner_id" as partner_id,
  (select t."name" from "partner" t where (t."id" = d."partner_id")) as partner_name
from "ledger_posting" d where true;
comment on view reporting.ledger_postings is 'Posting of a journal entry to one account (分录). A partner sees its own payable only. Prefix of the global id: lgp_.';
comment on column reporting.ledger_postings.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.ledger_postings.created_at is 'Time of the entry.';
comment on column reporting.ledger_postings.position is 'Position in the entry, from 0.';
comment on column reporting.ledger_postings.account is 'Account.';
comment on column reporting.ledger_postings.period is 'Month of the bill (账期).';
comment on column reporting.ledger_postings.amount is 'Amount: a debit is positive, a credit negative.';
comment on column reporting.ledger_postings.bill_id is 'Bill. Its id.';
comment on column reporting.ledger_postings.partner_id is 'Partner of the bill. Its id.';
comment on column reporting.ledger_postings.partner_name is 'Partner of the bill. Its name.';

create view reporting.deadline_outcomes with (security_barrier) as select
  d."id" as id,
  d."subject_type" as subject_type,
  d."label" as label,
  d."event" as event,
  d."kind" as kind,
  d."acts_side" as acts_side,
  d."started_at" as started_at,
  d."due_at" as due_at,
  d."ended_at" as ended_at,
  d."outcome" as outcome,
  (d."acts_side" = upper('reporting'::text)) as is_mine
from "deadline_outcome" d where (d."subject_type" in ('ExclusiveDiscount', 'CustomerDemand', 'Order', 'Supervision', 'SettlementBill'));
comment on view reporting.deadline_outcomes is 'Ended deadline that a side had to meet, and its outcome (时限履约). Prefix of the global id: dlo_.';
comment on column reporting.deadline_outcomes.id is 'Global id: a type prefix, an underscore, a UUID.';
comment on column reporting.deadline_outcomes.subject_type is 'SDL type of the object.';
comment on column reporting.deadline_outcomes.label is 'Name of the object.';
comment on column reporting.deadline_outcomes.event is 'Event that the clock triggers at expiry; null if nothing happens.';
comment on column reporting.deadline_outcomes.kind is 'Unit in which the deadline was counted.';
comment on column reporting.deadline_outcomes.acts_side is 'Side that had to act.';
comment on column reporting.deadline_outcomes.started_at is 'Time at which the deadline began.';
comment on column reporting.deadline_outcomes.due_at is 'Time at which the deadline expired or would have.';
comment on column reporting.deadline_outcomes.ended_at is 'Time of the answer or of the expiry.';
comment on column reporting.deadline_outcomes.outcome is 'Outcome.';
comment on column reporting.deadline_outcomes.is_mine is 'Whether the viewer''s side had to act.';

create view reporting.discounts_by_month with (security_barrier) as select
  r."month" as month,
  r."depth" as depth,
  (((r."listTotal")::bigint * 0.01)::text)::numeric as list_total,
  (((r."netTotal")::bigint * 0.01)::text)::numeric as net_total,
  (((r."savings")::bigint * 0.01)::text)::numeric as savings,
  r."discountCount" as discount_count,
  r."specialCount" as special_count,
  r."product" as product_id,
  (select t."name" from "product" t where (t."id" = r."product")) as product_name,
  r."partner" as partner_id,
  (select t."name" from "partner" t where (t."id" = r."partner")) as partner_name
from (select to_char(d."valid_from" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."partner_id" as "partner", d."product_id" as "product", d."depth" as "depth", null::text as "quarter", null::text as "year", null::text as "status", null::text as "validMonth", null::uuid as "seller", null::uuid as "customer", coalesce(sum(d."list_total_minor"), 0) as "listTotal", coalesce(sum(d."net_total_minor"), 0) as "netTotal", coalesce(sum(d."savings_minor"), 0) as "savings", coalesce(sum(1), 0) as "discountCount", coalesce(sum((d."justification" is not null)::int), 0) as "specialCount" from "exclusive_discount" d where (d."origin" = 'PARTNER' and (d."status" in ('SCHEDULED', 'EFFECTIVE', 'EXPIRED', 'REVOKED') or d."activated_at" is not null)) group by 1, 2, 3, 4) r;
comment on view reporting.discounts_by_month is 'Granted exclusive discounts by depth below the list price, parties and months (优惠深度). An automatic discount only attributes an order, so it does not count.';
comment on column reporting.discounts_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.discounts_by_month.depth is 'Depth below the list price.';
comment on column reporting.discounts_by_month.list_total is 'Sum of the list totals.';
comment on column reporting.discounts_by_month.net_total is 'Sum of the net totals.';
comment on column reporting.discounts_by_month.savings is 'Sum of the savings: list totals less net totals.';
comment on column reporting.discounts_by_month.discount_count is 'Number of discounts.';
comment on column reporting.discounts_by_month.special_count is 'Number of discounts that were requested below the floor (特殊商务申请).';
comment on column reporting.discounts_by_month.product_id is 'Product. Its id.';
comment on column reporting.discounts_by_month.product_name is 'Product. Its name.';
comment on column reporting.discounts_by_month.partner_id is 'Partner that granted the discount. Its id.';
comment on column reporting.discounts_by_month.partner_name is 'Partner that granted the discount. Its name.';

create view reporting.demands_by_month with (security_barrier) as select
  r."month" as month,
  r."status" as status,
  r."demandCount" as demand_count,
  r."convertedCount" as converted_count,
  r."lapsedCount" as lapsed_count,
  (((r."expectedAmount")::bigint * 0.01)::text)::numeric as expected_amount,
  r."seller" as seller_id,
  (select t."name" from "organization" t where (t."id" = r."seller")) as seller_name
from (select to_char(d."submitted_at" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."seller_id" as "seller", d."status" as "status", null::text as "quarter", null::text as "year", null::uuid as "partner", null::uuid as "product", coalesce(sum(1), 0) as "demandCount", coalesce(sum((d."status" = 'CONVERTED')::int), 0) as "convertedCount", coalesce(sum((d."status" = 'AUTO_REJECTED')::int), 0) as "lapsedCount", coalesce(sum(d."expected_amount_minor"), 0) as "expectedAmount" from "customer_demand" d where (d."submitted_at" is not null) group by 1, 2, 3) r;
comment on view reporting.demands_by_month is 'Submitted customer demands by state, seller, partner and product, with those that led to an offer (客户需求转化).';
comment on column reporting.demands_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.demands_by_month.status is 'State of the demand.';
comment on column reporting.demands_by_month.demand_count is 'Number of submitted demands.';
comment on column reporting.demands_by_month.converted_count is 'Number of demands that led to a private offer.';
comment on column reporting.demands_by_month.lapsed_count is 'Number of demands that the seller did not receive in time.';
comment on column reporting.demands_by_month.expected_amount is 'Sum of the expected amounts, where known.';
comment on column reporting.demands_by_month.seller_id is 'Seller of the product (商家). Its id.';
comment on column reporting.demands_by_month.seller_name is 'Seller of the product (商家). Its name.';

create view reporting.sales_by_month with (security_barrier) as select
  r."month" as month,
  (((r."deal")::bigint * 0.01)::text)::numeric as deal,
  (((r."cash")::bigint * 0.01)::text)::numeric as cash,
  (((r."performance")::bigint * 0.01)::text)::numeric as performance,
  (((r."rebound")::bigint * 0.01)::text)::numeric as rebound,
  (((r."unassociated")::bigint * 0.01)::text)::numeric as unassociated,
  (((r."refunded")::bigint * 0.01)::text)::numeric as refunded,
  r."saleCount" as sale_count,
  r."refundCount" as refund_count,
  r."partner" as partner_id,
  (select t."name" from "partner" t where (t."id" = r."partner")) as partner_name,
  r."product" as product_id,
  (select t."name" from "product" t where (t."id" = r."product")) as product_name
from (select to_char(d."starts_at" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."partner_id" as "partner", d."product_id" as "product", null::text as "quarter", null::text as "year", null::text as "productType", null::uuid as "seller", null::uuid as "customer", null::text as "performanceStatus", coalesce(sum(d."deal_minor"), 0) as "deal", coalesce(sum(d."cash_minor"), 0) as "cash", coalesce(sum(d."performance_minor"), 0) as "performance", coalesce(sum(d."rebound_minor"), 0) as "rebound", coalesce(sum(d."cash_minor" - d."performance_minor" - d."rebound_minor"), 0) as "unassociated", coalesce(sum(d."refunded_minor"), 0) as "refunded", coalesce(sum(d."sale_count"), 0) as "saleCount", coalesce(sum(d."refund_count"), 0) as "refundCount" from "product_sales" d where (d."unit" = 'MONTH') group by 1, 2, 3 having sum(d."sale_count" + d."refund_count") > 0) r;
comment on view reporting.sales_by_month is 'Sales attributed to partners (销售额), and the part that counts as their performance (业绩): paid order lines less refunds, by the time of the order.';
comment on column reporting.sales_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.sales_by_month.deal is 'Sum of the deal prices, including tax, less refunds (成交额).';
comment on column reporting.sales_by_month.cash is 'Part of the deal prices paid in cash, less refunds (现金消费).';
comment on column reporting.sales_by_month.performance is 'Performance (业绩): cash of lines whose customer was bound to the partner at payment, outside the 6 months after a change of the partner, less refunds.';
comment on column reporting.sales_by_month.rebound is 'Cash left out of the performance within 6 months after a change of the partner, less refunds (换绑未满 6 个月).';
comment on column reporting.sales_by_month.unassociated is 'Cash left out of the performance because the customer was not bound to the partner at payment, less refunds (非绑定客户).';
comment on column reporting.sales_by_month.refunded is 'Refunded cash, as a positive amount.';
comment on column reporting.sales_by_month.sale_count is 'Number of order lines sold.';
comment on column reporting.sales_by_month.refund_count is 'Number of refund lines (退订).';
comment on column reporting.sales_by_month.partner_id is 'Partner to which the sale is attributed. Its id.';
comment on column reporting.sales_by_month.partner_name is 'Partner to which the sale is attributed. Its name.';
comment on column reporting.sales_by_month.product_id is 'Product sold. Its id.';
comment on column reporting.sales_by_month.product_name is 'Product sold. Its name.';

create view reporting.billing_by_month with (security_barrier) as select
  r."month" as month,
  r."status" as status,
  r."blocker" as blocker,
  r."lineCount" as line_count,
  (((r."deal")::bigint * 0.01)::text)::numeric as deal,
  (((r."cash")::bigint * 0.01)::text)::numeric as cash,
  (((r."settlement")::bigint * 0.01)::text)::numeric as settlement,
  r."withoutShare" as without_share,
  r."partner" as partner_id,
  (select t."name" from "partner" t where (t."id" = r."partner")) as partner_name
from (select to_char(d."placed_at" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."partner_id" as "partner", d."billing" as "status", de0.v as "blocker", null::text as "quarter", null::text as "year", null::text as "reason", null::text as "refund", null::uuid as "product", null::uuid as "seller", null::uuid as "customer", coalesce(sum(1), 0) as "lineCount", coalesce(sum(d."deal_minor"), 0) as "deal", coalesce(sum(d."cash_minor"), 0) as "cash", coalesce(sum(coalesce(d."settled_minor", (select case when d."refund_of_id" is null then e.settled else (sign(((e.settled)::numeric * (-(-d."cash_minor"))::numeric)::numeric) * div(2 * abs(((e.settled)::numeric * (-(-d."cash_minor"))::numeric)::numeric) + ((nullif(d."sale_cash_minor", 0))::numeric), 2 * ((nullif(d."sale_cash_minor", 0))::numeric)::numeric))::bigint end from (
    select coalesce(d."sale_settled_minor", case when d."strategy" = 'JOINT_SALE' then round(((case when d."strategy" = 'LEGACY_MARGIN' then round(greatest(0, ((case when d."refund_of_id" is null then d."deal_minor" else d."sale_deal_minor" end)::numeric - (case when d."refund_of_id" is null then d."floor_minor" else d."sale_floor_minor" end)::numeric)))::bigint else case when d."refund_of_id" is null then d."cash_minor" else d."sale_cash_minor" end end))::numeric * (d."share_ratio")::numeric)::bigint when d."strategy" is not null then (sign((((case when d."strategy" = 'LEGACY_MARGIN' then round(greatest(0, ((case when d."refund_of_id" is null then d."deal_minor" else d."sale_deal_minor" end)::numeric - (case when d."refund_of_id" is null then d."floor_minor" else d."sale_floor_minor" end)::numeric)))::bigint else case when d."refund_of_id" is null then d."cash_minor" else d."sale_cash_minor" end end))::numeric * (d."share_ratio")::numeric * (1 + ((case
  when d."partner_id" in (select t.id from taxpayer_profile t where t.taxpayer_type = 'GENERAL') then coalesce((select value from policy_value where key = 'settlement.service-vat-general' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.06)
  when d."partner_id" in (select t.id from taxpayer_profile t) then case
    when (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())) < '2027-12-31T16:00:00.000Z'::timestamptz then coalesce((select value from policy_value where key = 'settlement.service-vat-concession' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.01)
    else coalesce((select value from policy_value where key = 'settlement.service-vat-small-scale' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.03) end
  end))::numeric))::numeric) * div(2 * abs((((case when d."strategy" = 'LEGACY_MARGIN' then round(greatest(0, ((case when d."refund_of_id" is null then d."deal_minor" else d."sale_deal_minor" end)::numeric - (case when d."refund_of_id" is null then d."floor_minor" else d."sale_floor_minor" end)::numeric)))::bigint else case when d."refund_of_id" is null then d."cash_minor" else d."sale_cash_minor" end end))::numeric * (d."share_ratio")::numeric * (1 + ((case
  when d."partner_id" in (select t.id from taxpayer_profile t where t.taxpayer_type = 'GENERAL') then coalesce((select value from policy_value where key = 'settlement.service-vat-general' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.06)
  when d."partner_id" in (select t.id from taxpayer_profile t) then case
    when (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())) < '2027-12-31T16:00:00.000Z'::timestamptz then coalesce((select value from policy_value where key = 'settlement.service-vat-concession' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.01)
    else coalesce((select value from policy_value where key = 'settlement.service-vat-small-scale' and effective_from <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()))
    order by effective_from desc, id desc limit 1), 0.03) end
  end))::numeric))::numeric) + ((1 + (d."vat_rate")::numeric)), 2 * ((1 + (d."vat_rate")::numeric))::numeric))::bigint end) as settled offset 0) e))), 0) as "settlement", coalesce(sum((d."partner_id" is not null and d."strategy" is null)::int), 0) as "withoutShare" from "order_line" d left join lateral unnest(case when d."billing" <> 'PENDING' then '{}'::text[]
          when d."status" = 'REFUNDED' and (d."strategy" is null or d."supervision" = 'IN_PROGRESS' or d."repayment" = 'OUTSTANDING') or (d."refund_of_id" is not null and d."refund_of_id" in (select o.id from order_line o where o.status = 'REFUNDED' and (o.strategy is null or o.supervision = 'IN_PROGRESS' or o.repayment = 'OUTSTANDING') and o.billing = 'PENDING')) then array['REFUNDED']
          else coalesce(nullif(array_remove(array[case when d."strategy" is null then 'NO_SHARE_AGREED' end, case when d."effective_at" is null or d."effective_at" > (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())) then 'NOT_EFFECTIVE' end, case when d."supervision" = 'IN_PROGRESS' then 'SUPERVISION_OPEN' end, case when d."repayment" = 'OUTSTANDING' then 'UNPAID_CREDIT' end, case when d."partner_id" not in (select p.id from partner p where p.status = 'CERTIFIED') then 'NOT_CERTIFIED' end, case when d."refund_of_id" is not null and d."refund_of_id" in (select o.id from order_line o where (case when o.strategy is not null and o.supervision <> 'IN_PROGRESS' and o.repayment <> 'OUTSTANDING'
    and o.effective_at is not null then greatest(o.effective_at, o.supervision_completed_at, o.repaid_at) end) is null and o.billing = 'PENDING') then 'ORIGINAL_NOT_BILLED' end], null), '{}'), array[case
  when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (select max(run.cutoff_at) from settlement_run run
    where exists (select 1 from settlement_run_partner decided where decided.run_id = run.id))
  then coalesce((select case latest.status when 'WAITING' then 'RUN_LATE' when 'PARKED' then 'PARKED' else 'BELOW_THRESHOLD' end
    from (select decided.status, run.cutoff_at from settlement_run_partner decided
      join settlement_run run on run.id = decided.run_id
      where decided.partner_id = d."partner_id" order by decided.period desc limit 1) latest
    where greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < latest.cutoff_at), case when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (
  select max(run.cutoff_at) from settlement_run run where run.status = 'PLANNED' and run.run_at <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())))
  then 'RUN_LATE' else 'RUN_DAY_NOT_REACHED' end)
  else case when greatest(d."effective_at", d."supervision_completed_at", d."repaid_at") < (
  select max(run.cutoff_at) from settlement_run run where run.status = 'PLANNED' and run.run_at <= (select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())))
  then 'RUN_LATE' else 'RUN_DAY_NOT_REACHED' end end]) end) as de0(v) on true where (d."partner_id" is not null) group by 1, 2, 3, 4) r;
comment on view reporting.billing_by_month is 'Order lines attributed to partners, by billing status and by the reasons why they are not billed yet.';
comment on column reporting.billing_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.billing_by_month.status is 'Billing status of the line.';
comment on column reporting.billing_by_month.blocker is 'Reason why the line is not billed; null if it is. A line with several reasons counts for each of them.';
comment on column reporting.billing_by_month.line_count is 'Number of order lines.';
comment on column reporting.billing_by_month.deal is 'Sum of the deal prices, including tax (成交额).';
comment on column reporting.billing_by_month.cash is 'Part of the deal prices paid in cash (现金消费).';
comment on column reporting.billing_by_month.settlement is 'Sum of the settlement amounts: billed, or estimated at current rates; lines without an agreed share ratio do not count.';
comment on column reporting.billing_by_month.without_share is 'Number of lines without an agreed share ratio, which `settlement` does not count (未约定分成).';
comment on column reporting.billing_by_month.partner_id is 'Partner of the line. Its id.';
comment on column reporting.billing_by_month.partner_name is 'Partner of the line. Its name.';

create view reporting.bills_by_month with (security_barrier) as select
  r."period" as period,
  r."status" as status,
  (((r."gross")::bigint * 0.01)::text)::numeric as gross,
  (((r."net")::bigint * 0.01)::text)::numeric as net,
  (((r."tax")::bigint * 0.01)::text)::numeric as tax,
  (((r."carriedIn")::bigint * 0.01)::text)::numeric as carried_in,
  r."billCount" as bill_count,
  r."partner" as partner_id,
  (select t."name" from "partner" t where (t."id" = r."partner")) as partner_name
from (select d."period" as "period", d."status" as "status", d."partner_id" as "partner", coalesce(sum(d."gross_minor"), 0) as "gross", coalesce(sum(d."net_minor"), 0) as "net", coalesce(sum(d."tax_minor"), 0) as "tax", coalesce(sum(d."carried_in_minor"), 0) as "carriedIn", coalesce(sum(1), 0) as "billCount" from "settlement_bill" d where true group by 1, 2, 3) r;
comment on view reporting.bills_by_month is 'Settlement bills (对账单) by month, state and partner.';
comment on column reporting.bills_by_month.period is 'Month of the bill.';
comment on column reporting.bills_by_month.status is 'State of the bill.';
comment on column reporting.bills_by_month.gross is 'Sum of the settlement amounts, including tax.';
comment on column reporting.bills_by_month.net is 'Sum of the amounts without tax.';
comment on column reporting.bills_by_month.tax is 'Sum of the tax.';
comment on column reporting.bills_by_month.carried_in is 'Sum carried over from earlier months.';
comment on column reporting.bills_by_month.bill_count is 'Number of bills.';
comment on column reporting.bills_by_month.partner_id is 'Partner whose earnings they are. Its id.';
comment on column reporting.bills_by_month.partner_name is 'Partner whose earnings they are. Its name.';

create view reporting.ledger_by_month with (security_barrier) as select
  r."month" as month,
  r."account" as account,
  (((r."amount")::bigint * 0.01)::text)::numeric as amount,
  r."postingCount" as posting_count,
  r."partner" as partner_id,
  (select t."name" from "partner" t where (t."id" = r."partner")) as partner_name
from (select to_char(d."created_at" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."account" as "account", d."partner_id" as "partner", null::text as "quarter", null::text as "year", null::text as "period", null::uuid as "bill", coalesce(sum(d."amount_minor"), 0) as "amount", coalesce(sum(1), 0) as "postingCount" from "ledger_posting" d where true group by 1, 2, 3) r;
comment on view reporting.ledger_by_month is 'Balances of the ledger by account, month, partner and bill (科目余额). PARTNER_PAYABLE is zero once all sent bills are paid.';
comment on column reporting.ledger_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.ledger_by_month.account is 'Account.';
comment on column reporting.ledger_by_month.amount is 'Balance: debits less credits.';
comment on column reporting.ledger_by_month.posting_count is 'Number of postings.';
comment on column reporting.ledger_by_month.partner_id is 'Partner of the bill. Its id.';
comment on column reporting.ledger_by_month.partner_name is 'Partner of the bill. Its name.';

create view reporting.deadlines_by_month with (security_barrier) as select
  r."month" as month,
  r."subjectType" as subject_type,
  r."actsSide" as acts_side,
  r."outcome" as outcome,
  r."deadlineCount" as deadline_count,
  r."inTimeCount" as in_time_count,
  r."lateCount" as late_count,
  r."lapsedCount" as lapsed_count,
  r."withdrawnCount" as withdrawn_count,
  r."medianLeftSeconds" as median_left_seconds
from (select to_char(d."due_at" at time zone 'Asia/Shanghai', 'YYYY-MM') as "month", d."subject_type" as "subjectType", d."acts_side" as "actsSide", d."outcome" as "outcome", null::text as "quarter", null::text as "year", coalesce(sum(1), 0) as "deadlineCount", coalesce(sum((d."outcome" = 'IN_TIME')::int), 0) as "inTimeCount", coalesce(sum((d."outcome" = 'LATE')::int), 0) as "lateCount", coalesce(sum((d."outcome" = 'LAPSED')::int), 0) as "lapsedCount", coalesce(sum((d."outcome" = 'WITHDRAWN')::int), 0) as "withdrawnCount", round(percentile_cont(0.5) within group (order by case when d."outcome" in ('IN_TIME', 'LATE') then extract(epoch from d."due_at" - d."ended_at") end))::int as "medianLeftSeconds" from "deadline_outcome" d where (d."subject_type" in ('ExclusiveDiscount', 'CustomerDemand', 'Order', 'Supervision', 'SettlementBill')) group by 1, 2, 3, 4) r;
comment on view reporting.deadlines_by_month is 'Ended deadlines by object, side and month: answered in time, late, or lapsed (时限履约).';
comment on column reporting.deadlines_by_month.month is 'Month, for example 2026-03 (月).';
comment on column reporting.deadlines_by_month.subject_type is 'SDL type of the object.';
comment on column reporting.deadlines_by_month.acts_side is 'Side that had to act.';
comment on column reporting.deadlines_by_month.outcome is 'Outcome.';
comment on column reporting.deadlines_by_month.deadline_count is 'Number of ended deadlines.';
comment on column reporting.deadlines_by_month.in_time_count is 'Number that were answered in time.';
comment on column reporting.deadlines_by_month.late_count is 'Number that were answered late.';
comment on column reporting.deadlines_by_month.lapsed_count is 'Number that passed without an answer.';
comment on column reporting.deadlines_by_month.withdrawn_count is 'Number that needed no answer any more.';
comment on column reporting.deadlines_by_month.median_left_seconds is 'Median of the time left at the answer, in seconds; negative if it was late, null without answers.';

grant usage on schema reporting to partnergraph_reporting;

grant select on all tables in schema reporting to partnergraph_reporting;

