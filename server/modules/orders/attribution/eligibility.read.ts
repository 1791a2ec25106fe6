import type { ApiDeps } from '../../../platform/api/context.ts';
import { visibilitySql } from '../../../platform/command/visibility.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { globalId } from '../../../platform/ids.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../../platform/viewer.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { ExclusiveDiscountEntity, exclusiveDiscount } from '../../discounts/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { OrderLineEntity } from '../line/order-line.entity.ts';
import { OrderEntity } from '../order/order.entity.ts';
import { customerFacts, decide, factsOf, type Knower, knowerOf } from './attribution.read.ts';
import { type Decision, isCovered, type KeptFacts } from './attribution.ts';
import type {
  BlockingDiscountType,
  EligibilityConditionEnum,
  EligibilityType,
} from './eligibility.type.ts';
import { priceTerms } from './price-terms.read.ts';

/** Purchase that may become an order, or a line that exists. */
export type EligibilityQuestion =
  | { readonly customerId: string; readonly productId: string; readonly partnerId: string | null }
  | { readonly orderLineId: string };

interface Found {
  readonly isDecided: boolean;
  readonly facts: KeptFacts | null;
  readonly decision: Decision;
  readonly covered: boolean;
}

const saleModelOf = async (tx: Transaction, productId: string) =>
  (await tx.get(ProductEntity, productId)).saleModel;

async function ofPurchase(
  tx: Transaction,
  { customerId, productId, partnerId }: Extract<EligibilityQuestion, { customerId: string }>,
  now: Date,
  pricedByPartnerId: string | null = null,
): Promise<Found> {
  const saleModel = await saleModelOf(tx, productId);
  const facts = factsOf(
    await customerFacts(tx, customerId, partnerId, [productId], now),
    productId,
  );
  const decision = decide(facts, { saleModel, pricedByPartnerId });
  return { isDecided: false, facts, decision, covered: isCovered({ saleModel }) };
}

async function ofLine(tx: Transaction, orderLineId: string, now: Date): Promise<Found> {
  const line = await tx.get(OrderLineEntity, orderLineId);
  const { productId, customerId, attribution } = line;
  if (line.status === 'PENDING_PAYMENT') {
    const order = await tx.get(OrderEntity, line.orderId);
    const partnerId = order.selectedPartnerId ?? null;
    const [granted] = await priceTerms(tx, [line]);
    return await ofPurchase(tx, { customerId, productId, partnerId }, now, granted?.partnerId);
  }
  return {
    isDecided: true,
    facts: line.attributionFacts ?? null,
    decision: {
      attribution,
      partnerId: line.partnerId ?? null,
      reason: line.attributionReason ?? null,
    },
    covered: isCovered({ saleModel: await saleModelOf(tx, productId) }),
  };
}

/** Returns the conditions and facts for a viewer who sees the objects of the question. */
export async function eligibility(
  deps: ApiDeps,
  viewer: Viewer,
  question: EligibilityQuestion,
): Promise<EligibilityType> {
  const { db } = deps;
  const now = deps.clock.now();
  // The decision needs the binding and the discounts of every partner.
  const { found, knower, names, discount } = await db.transaction(
    systemViewer('eligibility'),
    async (tx) => {
      const known =
        'orderLineId' in question
          ? await ofLine(tx, question.orderLineId, now)
          : await ofPurchase(tx, question, now);
      const { selectedPartnerId = null, blocking = null } = known.facts ?? {};
      const [knower, partners, discounts] = await Promise.all([
        knowerOf(tx, viewer),
        tx.find(PartnerEntity, (d) => sql`${d.id} = ${selectedPartnerId}::uuid`),
        tx.find(ExclusiveDiscountEntity, (d) => sql`${d.id} = ${blocking?.id ?? null}::uuid`),
      ]);
      return { found: known, knower, names: partners, discount: discounts[0] };
    },
  );
  const { isDecided, covered } = found;
  const facts = factsFor(knower, found);
  const decision = decisionFor(facts, found);
  const shown = discount && (await isShown(deps, viewer, discount.id));
  return {
    at: facts ? new Date(facts.at) : now,
    isDecided,
    isEligible: decision.attribution === 'AUTO',
    attribution: decision.attribution,
    attributionReason: decision.reason,
    conditions: facts ? conditionsOf(facts, covered) : [],
    selectedPartnerName: names[0]?.name ?? null,
    boundSince: isBoundToSelected(facts) ? new Date(facts!.boundSince!) : null,
    blockingDiscount: facts?.blocking
      ? blockingOf(facts.blocking, shown ? (discount?.number ?? null) : null)
      : null,
  };
}

/** Facts without those that the viewer may not know. */
interface ToldFacts extends Omit<KeptFacts, 'blocking' | 'boundPartnerId'> {
  readonly blocking?: KeptFacts['blocking'];
  readonly boundPartnerId?: string | null;
}

/**
 * Returns the facts that a viewer may know. Before an order, a partner can ask about the customer of another partner. It
 * must not learn that customer's discounts, which do not affect the attribution then. By a link that it shares, it could
 * also ask about the binding to another partner.
 */
function factsFor({ knowsAll, partnerId }: Knower, { facts, isDecided }: Found): ToldFacts | null {
  if (!facts || isDecided || knowsAll) return facts;
  const { blocking, boundPartnerId, ...told } = facts;
  if (facts.selectedPartnerId !== null && facts.selectedPartnerId !== partnerId) return told;
  return boundPartnerId === partnerId ? facts : { ...told, boundPartnerId };
}

/** The attribution, unless it would tell of a binding that the viewer may not know. */
function decisionFor(facts: ToldFacts | null, { decision, covered }: Found): Decision {
  const tells = covered && decision.attribution !== 'DISCOUNT';
  return facts && facts.boundPartnerId === undefined && tells
    ? { attribution: 'NONE', partnerId: null, reason: null }
    : decision;
}

async function isShown(
  { db, domain }: ApiDeps,
  viewer: Viewer,
  discountId: string,
): Promise<boolean> {
  const [row] = await db.transaction(viewer, (tx) =>
    tx.rows<{ seen: boolean }>(
      sql`select ${visibilitySql({ viewer, domain }, exclusiveDiscount, sql`${discountId}::uuid`)} as seen`,
    ),
  );
  return row!.seen;
}

const blockingOf = (
  { id, validFrom, validUntil }: NonNullable<KeptFacts['blocking']>,
  number: string | null,
): BlockingDiscountType =>
  number === null
    ? { id: null, number: null, validFrom: null, validUntil: null }
    : {
        id: globalId(exclusiveDiscount.spec.id, id),
        number,
        validFrom: new Date(validFrom),
        validUntil: new Date(validUntil),
      };

const isBoundToSelected = (facts: ToldFacts | null): boolean =>
  Boolean(facts?.boundSince) && facts!.boundPartnerId === facts!.selectedPartnerId;

/** A condition on a fact, unless the viewer may not know the fact. */
const onKnown = (
  condition: keyof typeof EligibilityConditionEnum,
  fact: unknown,
  holds: boolean,
): EligibilityType['conditions'] => (fact === undefined ? [] : [{ condition, holds }]);

const conditionsOf = (facts: ToldFacts, covered: boolean): EligibilityType['conditions'] => [
  { condition: 'PRODUCT_COVERED', holds: covered },
  {
    condition: 'PARTNER_SELECTED',
    holds: facts.selectedPartnerId !== null && !facts.isSelectedSuspended,
  },
  ...onKnown('CUSTOMER_BOUND', facts.boundPartnerId, isBoundToSelected(facts)),
  ...onKnown('NO_OTHER_DISCOUNT', facts.blocking, facts.blocking === null),
];
