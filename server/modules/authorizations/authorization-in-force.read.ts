import type { Transaction } from '../../platform/db/transaction.ts';
import { PublicError } from '../../platform/errors.ts';
import { Ratio } from '../../platform/money.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { type Product, ProductEntity } from '../catalog/index.ts';
import { marginShare } from './authorization.policies.ts';
import { levelOf } from './authorization-fields.read.ts';
import { type Candidate, rank, type Unranked } from './authorization-rank.ts';
import { UNGRANTED_STATES } from './joint-sales/joint-sales-authorization.machine.ts';

/**
 * Partner, product, customer and instant of a question. Without a customer: any customer without a row of its
 * own.
 */
export interface Slot {
  readonly partnerId: string;
  readonly productId: string;
  readonly customerId: string | null;
  readonly at: Date;
  /** Whether the instant is now, so that the terms are read from the authorizations themselves. */
  readonly isNow?: boolean;
}

export type Source = 'CSP_AUTHORIZATION' | 'JOINT_SALES_AUTHORIZATION' | 'PRODUCT';

/**
 * Floor of a partner and the authorization behind it. Rates are decimal text from 0 to 1; the share ratio of the
 * marketplace's own products is that of the margin.
 */
export interface Floor {
  readonly payRate: string;
  readonly shareRatio: string;
  readonly source: Source;
  /** Null for the product itself, like the version of the terms. */
  readonly authorizationId: string | null;
  readonly version: number | null;
  /** Largest number of customers; null if unlimited. */
  readonly maxCustomers: number | null;
  /** First instant after the validity; null for the product itself. */
  readonly validUntil: Date | null;
}

interface Kind {
  readonly source: Source;
  readonly saleModel: Product['saleModel'];
  readonly table: Sql;
  readonly maxCustomers: Sql;
  /** Column by which the versions of the terms refer to the authorization. */
  readonly versionOf: Sql;
}

const KINDS: readonly Kind[] = [
  {
    source: 'CSP_AUTHORIZATION',
    saleModel: 'COMMON',
    table: sql.raw('csp_authorization'),
    maxCustomers: sql.raw('null::int'),
    versionOf: sql.raw('csp_authorization_id'),
  },
  {
    source: 'JOINT_SALES_AUTHORIZATION',
    saleModel: 'JOINT_OPERATION',
    table: sql.raw('joint_sales_authorization'),
    maxCustomers: sql.raw('a.max_customers'),
    versionOf: sql.raw('joint_sales_authorization_id'),
  },
];

const level = levelOf({ customerId: sql.raw('a.customer_id'), partnerId: sql.raw('a.partner_id') });

/** Terms of a candidate, now or at the instant. */
interface TermsSql {
  readonly join: Sql;
  readonly floor: Sql;
  readonly share: Sql;
  readonly version: Sql;
  readonly maxCustomers: Sql;
}

const present = ({ maxCustomers }: Kind): TermsSql => ({
  join: sql.raw(''),
  floor: sql.raw('a.floor_pay_rate'),
  share: sql.raw('a.share_ratio'),
  version: sql.raw('a.terms_version'),
  maxCustomers,
});

const past = ({ maxCustomers, versionOf }: Kind): TermsSql => ({
  join: sql`left join lateral (
      select * from authorization_version t where t.${versionOf} = a.id and t.created_at <= ${sql.arg('at')}::timestamptz
      order by t.terms_version desc limit 1) v on true`,
  floor: sql.raw('coalesce(v.floor_pay_rate, a.floor_pay_rate)'),
  share: sql.raw('coalesce(v.share_ratio, a.share_ratio)'),
  version: sql.raw('coalesce(v.terms_version, a.terms_version)'),
  maxCustomers: sql`case when v.id is null then ${maxCustomers} else v.max_customers end`,
});

/** Rows of one kind for the slot's key, most specific first; empty unless product `p` has that sale model. */
const candidatesOf = (kind: Kind, terms: TermsSql): Sql => sql`
    select a.id, ${level} as level, (${terms.floor})::text as "payRate", (${terms.share})::text as "shareRatio",
      ${terms.version} as "version", ${terms.maxCustomers} as "maxCustomers",
      a.valid_from as "validFrom", a.valid_until as "validUntil",
      case when a.status = 'REQUESTED' then 'NOT_GRANTED'
        when a.revoked_at <= ${sql.arg('at')}::timestamptz then 'REVOKED'
        when a.ended_at <= ${sql.arg('at')}::timestamptz then 'ENDED'
        when a.valid_from > ${sql.arg('at')}::timestamptz then 'NOT_YET_STARTED'
        when a.valid_until <= ${sql.arg('at')}::timestamptz then 'ENDED' else 'IN_FORCE' end as standing
    from ${kind.table} a ${terms.join}
    where p.sale_model = ${sql.literal(kind.saleModel)} and a.product_id = p.id and a.status not in (${sql.words(UNGRANTED_STATES)})
      and (a.partner_id is null or a.partner_id = ${sql.arg('partnerId')}::uuid)
      and (a.customer_id is null or a.customer_id = ${sql.arg('customerId')}::uuid)
    order by a.customer_id is null, a.partner_id is null, a.valid_from desc, a.id desc limit 100`;

const ofAllKinds = (termsOf: (kind: Kind) => TermsSql) => {
  const kinds = KINDS.map((kind) => sql`(${candidatesOf(kind, termsOf(kind))})`);
  return sql.template(
    sql`select c.* from ${sql.table(ProductEntity)} p cross join lateral (${sql.join(kinds, ' union all ')}) c where p.id = ${sql.arg('productId')}::uuid`,
  );
};
const CANDIDATES = { present: ofAllKinds(present), past: ofAllKinds(past) };

/**
 * Returns every row for the slot's key with its terms at the instant. Compares times as well as states: a
 * clock event may be late, and the instant may be in the past.
 */
async function candidates(tx: Transaction, slot: Slot): Promise<Candidate[]> {
  const { isNow, at, partnerId, productId, customerId } = slot;
  const query = isNow ? CANDIDATES.present : CANDIDATES.past;
  const args = { at, partnerId, productId, customerId };
  const found = await tx.rows<Candidate<Unranked>>(query, args);
  return rank(
    found.map(({ payRate, shareRatio, ...row }) => ({
      ...row,
      payRate: Ratio.text(payRate),
      shareRatio: Ratio.text(shareRatio),
    })),
  );
}

/**
 * Returns the authorization that applies at an instant, with all candidates. An unknown product is NOT_FOUND.
 */
export async function explainFloor(
  tx: Transaction,
  slot: Slot,
): Promise<{ goods: Readonly<Product>; floor: Floor | null; candidates: Candidate[] }> {
  const [[goods], all] = await Promise.all([
    tx.find(ProductEntity, (d) => sql`${d.id} = ${slot.productId}`),
    candidates(tx, slot),
  ]);
  if (!goods) throw PublicError.notFound();
  const kind = KINDS.find(({ saleModel }) => saleModel === goods.saleModel);
  if (!kind) {
    const floor = {
      payRate: Ratio.text(goods.floorPayRate),
      // The partner earns a share of the margin (domain §5.2).
      shareRatio: String(await marginShare.value(tx, slot.at)),
      source: 'PRODUCT' as const,
      authorizationId: null,
      version: null,
      maxCustomers: null,
      validUntil: null,
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
    validUntil: winner.validUntil,
  };
  return { goods, floor: floor ?? null, candidates: all };
}

/**
 * Returns floor and share ratio of a partner for a customer and a product at an instant. Null if no
 * authorization is in force: the product is then SKU_NOT_AUTHORIZED (domain §4.3b, §4.4). The viewer of the
 * transaction must see the product and the partner's authorizations.
 */
export async function floorInForce(tx: Transaction, slot: Slot): Promise<Floor | null> {
  return (await explainFloor(tx, slot)).floor;
}
