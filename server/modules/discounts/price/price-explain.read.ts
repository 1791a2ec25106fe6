import type { Transaction } from '../../../platform/db/transaction.ts';
import { globalId } from '../../../platform/ids.ts';
import { money, Ratio } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  cspAuthorization,
  explainFloor,
  jointSalesAuthorization,
} from '../../authorizations/index.ts';
import { type Specification, SpecificationEntity } from '../../catalog/index.ts';
import { BROKEN_STATES, GRANTED_STATES } from '../discount/discount.machine.ts';
import { exclusiveDiscount } from '../discount/discount.read.ts';
import { brokenHow, grantEnd } from './grant-end.read.ts';
import type { PriceExplanationType, PriceRuleType } from './price-explain.type.ts';
import { gapAround, type Span, standingOf } from './price-rank.ts';

/** Customer, specification and instant of a price, with the partner whose floor applies. */
export interface PriceQuestion {
  readonly customerId: string;
  readonly specificationId: string;
  readonly partnerId: string;
  readonly at: Date;
}

interface Granted extends Span {
  readonly id: string;
  readonly label: string;
  readonly payRate: string;
  readonly netMinor: bigint;
}

const ROWS = { grant: 'd', line: 'l' };

/** Reads the discounts that were granted. */
async function grantedOn(
  tx: Transaction,
  { customerId, specificationId }: PriceQuestion,
): Promise<Granted[]> {
  interface Found extends Omit<Granted, 'netMinor'> {
    readonly net: string;
  }
  const found = await tx.rows<Found>(sql`
    select d.id, d.number || ' ' || d.name as label, l.pay_rate::text as "payRate", l.net_price_minor::text as net,
      ${brokenHow(ROWS)} as broken,
      d.valid_from as "validFrom", ${grantEnd(ROWS)} as "validUntil"
    from exclusive_discount_line l join exclusive_discount d on d.id = l.discount_id
    where l.customer_id = ${customerId} and l.specification_id = ${specificationId}
      and d.status in (${sql.words([...GRANTED_STATES, 'EXPIRED', ...BROKEN_STATES])})
    order by d.valid_from desc, d.id desc limit 100`);
  return found.map(({ net, ...row }) => ({ ...row, netMinor: BigInt(net) }));
}

/** Returns the time at which a specification was delisted, by itself or with its product. */
function offSale(form: Specification, goods: { delistedAt?: Date | null }): Date | null {
  const ends = [form.delistedAt, goods.delistedAt].flatMap((end) => (end ? [end.getTime()] : []));
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

/** Returns the price at an instant with every rule considered. */
export async function explainPrice(
  tx: Transaction,
  question: PriceQuestion,
): Promise<PriceExplanationType> {
  const { at } = question;
  const form = await tx.get(SpecificationEntity, question.specificationId);
  const { listPriceMinor } = form;
  const { rule: floor, goods } = await floorRule(tx, question, form);
  const delisted = offSale(form, goods);
  const gone = delisted !== null && delisted <= at;
  // An earlier list price is not kept.
  const priced = form.pricedAt <= at;

  const granted = await grantedOn(tx, question);
  const discounts = granted.map(
    (row): PriceRuleType => ({
      kind: 'EXCLUSIVE_DISCOUNT',
      standing: standingOf(row, at),
      sourceId: globalId(exclusiveDiscount.spec.id, row.id),
      label: row.label,
      payRate: Ratio.text(row.payRate),
      netPrice: money.wire(row.netMinor),
      validFrom: row.validFrom,
      validUntil: row.validUntil,
    }),
  );
  const discount = discounts.find(({ standing }) => standing === 'WINS');
  const list: PriceRuleType = {
    kind: 'LIST_PRICE',
    standing: gone ? 'DELISTED' : !priced ? 'NOT_YET_STARTED' : discount ? 'OUTRANKED' : 'WINS',
    sourceId: null,
    label: null,
    payRate: '1',
    netPrice: money.wire(listPriceMinor),
    validFrom: form.pricedAt,
    validUntil: delisted,
  };
  const winner = discount ?? (gone || !priced ? null : list);
  const gap = gapAround(granted, at);
  const window = discount ?? {
    validFrom: gone ? delisted : priced ? latest(gap.validFrom, form.pricedAt) : gap.validFrom,
    validUntil: gone ? null : priced ? (gap.validUntil ?? delisted) : form.pricedAt,
  };
  const { validFrom, validUntil } = window;
  return { at, winner, rules: [...discounts, floor, list], validFrom, validUntil };
}

const latest = (one: Date | null, other: Date): Date => (one && one > other ? one : other);

/** Returns the floor as a rule; a floor is never a price by itself. */
async function floorRule(tx: Transaction, question: PriceQuestion, form: Specification) {
  const { partnerId, customerId, at } = question;
  const slot = { partnerId, customerId, productId: form.productId, at };
  const { goods, floor, candidates } = await explainFloor(tx, slot);
  const row = candidates.find(({ standing }) => standing === 'WINS');
  const kind = goods.saleModel === 'COMMON' ? cspAuthorization : jointSalesAuthorization;
  const rule: PriceRuleType = {
    kind: 'AUTHORIZATION_FLOOR',
    standing: floor ? 'LIMITS_ONLY' : 'NOT_AUTHORIZED',
    sourceId: row ? globalId(kind.spec.id, row.id) : null,
    label: null,
    payRate: floor?.payRate ?? null,
    netPrice: floor && money.wire(money.applyRate(form.listPriceMinor, floor.payRate)),
    validFrom: row?.validFrom ?? null,
    validUntil: row?.validUntil ?? null,
  };
  return { rule, goods };
}
