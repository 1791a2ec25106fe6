import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { look } from '../../platform/command/look.ts';
import { type Asker, mustSee } from '../../platform/command/sight.ts';
import { type Database, rowsIn } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import { rateText } from '../../platform/money.ts';
import { join, literal, raw, type Sql, sql } from '../../platform/read/sql.ts';
import { type Product, ProductEntity, product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { partner } from '../partners/index.ts';
import { levelOf } from './authorization-fields.read.ts';
import { type Candidate, rank, type Unranked } from './authorization-rank.ts';

/** Whose price for whom, and when. Without a customer: for one that has no row of its own. */
export interface Slot {
  readonly partnerId: string;
  readonly productId: string;
  readonly customerId: string | null;
  readonly at: Date;
}

export type Source = 'CSP_AUTHORIZATION' | 'JOINT_SALES_AUTHORIZATION' | 'PRODUCT';

/** The lowest price that a partner may grant, and what says so. Rates are decimal text from 0 to 1. */
export interface Floor {
  readonly payRate: string;
  readonly shareRatio: string;
  readonly source: Source;
  /** Null for the product itself, as is the version of the terms. */
  readonly authorizationId: string | null;
  readonly version: number | null;
  /** For how many customers it may be used; null for any number. */
  readonly maxCustomers: number | null;
}

interface Kind {
  readonly source: Source;
  readonly saleModel: Product['saleModel'];
  readonly table: Sql;
  readonly floor: Sql;
  readonly terms: Sql;
  readonly maxCustomers: Sql;
}

const KINDS: readonly Kind[] = [
  {
    source: 'CSP_AUTHORIZATION',
    saleModel: 'COMMON',
    table: raw('csp_authorization'),
    floor: raw('a.min_pay_rate'),
    terms: raw('csp_authorization_id'),
    maxCustomers: raw('null::int'),
  },
  {
    source: 'JOINT_SALES_AUTHORIZATION',
    saleModel: 'JOINT_OPERATION',
    table: raw('joint_sales_authorization'),
    floor: raw('a.floor_pay_rate'),
    terms: raw('joint_sales_authorization_id'),
    maxCustomers: raw('case when v.id is null then a.max_customers else v.max_customers end'),
  },
];

const level = levelOf({ customerId: raw('a.customer_id'), partnerId: raw('a.partner_id') });

const milliseconds = (column: string): Sql =>
  raw(`(extract(epoch from ${column}) * 1000)::bigint::text`);

interface Found extends Omit<Candidate<Unranked>, 'validFrom' | 'validUntil'> {
  readonly from: string;
  readonly until: string;
}

/** The rows of one kind for the slot's key, the most specific first; none unless product `p` is sold that way. */
const candidatesOf = (kind: Kind, { partnerId, customerId, at }: Slot): Sql => sql`
    select a.id, ${level} as level,
      coalesce(v.floor_pay_rate, ${kind.floor})::text as "payRate", coalesce(v.share_ratio, a.share_ratio)::text as "shareRatio",
      coalesce(v.terms_version, a.terms_version) as "version", ${kind.maxCustomers} as "maxCustomers",
      ${milliseconds('a.valid_from')} as "from", ${milliseconds('a.valid_until')} as "until",
      case when a.status = 'REQUESTED' then 'NOT_GRANTED'
        when a.revoked_at <= ${at}::timestamptz then 'REVOKED'
        when a.valid_from > ${at}::timestamptz then 'NOT_YET_STARTED'
        when a.valid_until <= ${at}::timestamptz then 'ENDED' else 'IN_FORCE' end as standing
    from ${kind.table} a left join lateral (
      select * from authorization_version t where t.${kind.terms} = a.id and t.created_at <= ${at}::timestamptz
      order by t.terms_version desc limit 1) v on true
    where p.sale_model = ${literal(kind.saleModel)} and a.product_id = p.id and a.status not in ('REFUSED', 'WITHDRAWN', 'LAPSED')
      and (a.partner_id is null or a.partner_id = ${partnerId})
      and (a.customer_id is null or a.customer_id = ${customerId}::uuid)
    order by a.customer_id is null, a.partner_id is null, a.valid_from desc, a.id desc limit 100`;

/**
 * Every row for the slot's key, with its terms as they were at the instant. By time, not by state alone:
 * the clock may be a moment late, and the past is asked about, too.
 */
async function candidates(em: SqlEntityManager, slot: Slot): Promise<Candidate[]> {
  const kinds = KINDS.map((kind) => sql`(${candidatesOf(kind, slot)})`);
  const found = await rowsIn<Found>(
    em,
    sql`select c.* from product p cross join lateral (${join(kinds, ' union all ')}) c where p.id = ${slot.productId}`,
  );
  return rank(
    found.map(({ from, until, payRate, shareRatio, ...row }) => ({
      ...row,
      payRate: rateText(payRate),
      shareRatio: rateText(shareRatio),
      validFrom: new Date(Number(from)),
      validUntil: new Date(Number(until)),
    })),
  );
}

/** Which authorization decides at an instant, and all that were looked at. An unknown product is NOT_FOUND. */
export async function explainFloor(
  em: SqlEntityManager,
  slot: Slot,
): Promise<{ goods: Readonly<Product>; floor: Floor | null; candidates: Candidate[] }> {
  const [[goods], all] = await Promise.all([
    look(em, ProductEntity, (d) => sql`${d.id!} = ${slot.productId}`),
    candidates(em, slot),
  ]);
  if (!goods) throw notFound();
  const kind = KINDS.find(({ saleModel }) => saleModel === goods.saleModel);
  if (!kind) {
    const { floorPayRate, standardShareRatio } = goods;
    const floor = {
      payRate: rateText(floorPayRate),
      shareRatio: rateText(standardShareRatio),
      source: 'PRODUCT' as const,
      authorizationId: null,
      version: null,
      maxCustomers: null,
    };
    return { goods, floor, candidates: [] };
  }
  const winner = all.find(({ standing }) => standing === 'WINS');
  const floor = winner && {
    payRate: winner.payRate,
    shareRatio: winner.shareRatio,
    source: kind.source,
    authorizationId: winner.id,
    version: winner.version,
    maxCustomers: winner.maxCustomers,
  };
  return { goods, floor: floor ?? null, candidates: all };
}

/**
 * The lowest price that a partner may grant to a customer on a product at an instant, and its share. Null
 * when no authorization is in force: the product is then SKU_NOT_AUTHORIZED (domain §4.3b, §4.4). The
 * viewer of the transaction must see the product and the partner's authorizations.
 */
export async function floorInForce(
  { em }: { readonly em: SqlEntityManager },
  slot: Slot,
): Promise<Floor | null> {
  return (await explainFloor(em, slot)).floor;
}

/** The explanation for a viewer. Product, partner and customer out of its scope are NOT_FOUND. */
export async function explain(db: Database, asker: Omit<Asker, 'em'>, slot: Slot) {
  return await db.transaction(asker.viewer, async (em) => {
    await mustSee({ ...asker, em }, product, slot.productId);
    await mustSee({ ...asker, em }, partner, slot.partnerId);
    if (slot.customerId) await mustSee({ ...asker, em }, customer, slot.customerId);
    return await explainFloor(em, slot);
  });
}
