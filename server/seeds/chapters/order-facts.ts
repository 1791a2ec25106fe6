import type { ProductType, VatClass } from '../../modules/catalog/index.ts';
import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';

/** A customer that a partner has pre-registered, invited or bound, with that partner. */
export interface Buyer {
  readonly customerId: string;
  readonly name: string;
  readonly partnerId: string;
  readonly partnerCode: string;
  readonly knownAt: Date;
  /** Null until the customer is bound. */
  readonly boundAt: Date | null;
}

export interface Specification {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly listMinor: bigint;
  readonly vatClass: VatClass;
  readonly period: 'MONTH' | 'YEAR' | 'ONE_OFF' | 'ON_DEMAND';
}

/** A product that is on sale. */
export interface Goods {
  readonly productId: string;
  readonly sellerId: string;
  readonly name: string;
  readonly saleModel: 'COMMON' | 'JOINT_OPERATION' | 'HUAWEI';
  readonly productType: ProductType;
  readonly supervised: boolean;
  readonly floorPayRate: string;
  readonly specifications: readonly Specification[];
}

/** A service of a customer that ends, with what it buys to go on. */
export interface Ending {
  readonly customerId: string;
  readonly goods: Goods;
  readonly specification: Specification;
  readonly instanceId: string;
  readonly until: Date;
}

/** An exclusive discount in effect, with the pay rate of each specification. */
export interface Price {
  readonly discountId: string;
  readonly number: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly productId: string;
  readonly from: Date;
  readonly until: Date;
  readonly lines: ReadonlyMap<string, { readonly id: string; readonly payRate: string }>;
}

/**
 * Customers with a binding at an instant. Filters by times because later steps of the same day may run
 * concurrently and change states.
 */
export async function buyersOf(tx: Tx, until: Date): Promise<Buyer[]> {
  return await tx.rows<Buyer>(sql`
    select c.id as "customerId", c.name, b.partner_id as "partnerId", o.code as "partnerCode",
      b.created_at as "knownAt", b.bound_at as "boundAt"
    from partner_binding b join customer c on c.id = b.customer_id join organization o on o.id = b.partner_id
    where b.created_at < ${until} and (b.unbound_at is null or b.unbound_at >= ${until})
    order by b.created_at, b.id`);
}

/**
 * Products on sale at an instant with their specifications on sale. Consulting products are not sold
 * through orders.
 */
export async function goodsOf(tx: Tx, at: Date): Promise<Goods[]> {
  const rows = await tx.rows<
    Omit<Goods, 'specifications'> & {
      specifications: (Omit<Specification, 'listMinor'> & { list: string })[];
    }
  >(sql`
    select p.id as "productId", p.seller_id as "sellerId", p.name, p.sale_model as "saleModel", p.product_type as "productType",
      p.supervision_template is not null as supervised, p.floor_pay_rate::text as "floorPayRate",
      json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name, 'list', s.list_price_minor::text, 'vatClass', s.vat_class, 'period', s.period) order by s.position) as specifications
    from product p join specification s on s.product_id = p.id and (s.delisted_at is null or s.delisted_at >= ${at})
    where p.product_type <> 'CONSULTING' and p.created_at < ${at} and (p.delisted_at is null or p.delisted_at >= ${at}) group by p.id order by p.created_at, p.id`);
  return rows.map(({ specifications, ...row }) => ({
    ...row,
    specifications: specifications.map(({ list, ...form }) => ({
      ...form,
      listMinor: BigInt(list),
    })),
  }));
}

/** Services that were bought before a period and end from shortly before it on, the first one first. */
export async function endingsOf(
  tx: Tx,
  goods: readonly Goods[],
  from: Date,
  until: Date,
): Promise<Ending[]> {
  const rows = await tx.rows<
    Omit<Ending, 'goods' | 'specification'> & { specificationId: string }
  >(sql`
    select l.customer_id as "customerId", l.instance_id as "instanceId",
      (array_agg(l.specification_id order by l.service_until desc))[1] as "specificationId", max(l.service_until) as until
    from order_line l where l.refund_of_id is null and l.service_until is not null and l.placed_at < ${from}
    group by l.customer_id, l.instance_id
    having max(l.service_until) >= ${new Date(from.getTime() - 10 * DAY)} and max(l.service_until) < ${new Date(until.getTime() + 14 * DAY)}
    order by max(l.service_until), min(l.order_number), min(l.position)`);
  return rows.flatMap(({ specificationId, ...ending }) => {
    const sold = goods.find(({ specifications }) =>
      specifications.some(({ id }) => id === specificationId),
    );
    const specification = sold?.specifications.find(({ id }) => id === specificationId);
    return sold && specification ? [{ ...ending, goods: sold, specification }] : [];
  });
}

/** Discounts that were in effect at some time of a period and did not end early. */
export async function pricesOf(tx: Tx, from: Date, until: Date): Promise<Price[]> {
  const rows = await tx.rows<
    Omit<Price, 'lines'> & {
      lines: { id: string; specificationId: string; payRate: string }[];
    }
  >(sql`
    select d.id as "discountId", d.number, d.partner_id as "partnerId", d.customer_id as "customerId", d.product_id as "productId",
      d.activated_at as from, d.valid_until as until,
      json_agg(json_build_object('id', l.id, 'specificationId', l.specification_id, 'payRate', l.pay_rate::text) order by l.position) as lines
    from exclusive_discount d join exclusive_discount_line l on l.discount_id = d.id
    where d.status in ('EFFECTIVE', 'EXPIRED') and d.activated_at < ${until} and d.valid_until > ${from}
    group by d.id order by d.created_at, d.id`);
  return rows.map(({ lines, ...row }) => ({
    ...row,
    lines: new Map(lines.map(({ specificationId, ...line }) => [specificationId, line])),
  }));
}
