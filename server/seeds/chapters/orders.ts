import { calendar, type Month } from '../../platform/calendar.ts';
import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { PARTNERS } from '../demo-users.ts';
import { seededRandom } from '../seeded-random.ts';
import { buyersOf, type Ending, endingsOf, goodsOf, type Price, pricesOf } from './order-facts.ts';
import { MINUTE, OrderWriter, type Purchase } from './order-rows.ts';

/** Full months of orders before the present one: enough for 24 bills even before this month's run. */
export const MONTHS = 25;

/**
 * Plans the customers' orders month by month. Orders come from upstream, so no command creates them. They
 * cover list prices and exclusive discounts, sales with and without a partner, credit, supervision and
 * returns.
 */
export function planOrders(history: DemoHistory, months = MONTHS): void {
  const present = calendar.monthOf(history.now);
  for (let back = months; back >= 0; back--) {
    const month = calendar.plusMonths(present, -back);
    const at = new Date(
      Math.min(calendar.periodOf(month).until.getTime() + MINUTE, history.now.getTime()),
    );
    history.plan(`orders-${month}`, at, () =>
      history.system(at, (tx) => tell(tx, month, history.now)),
    );
  }
}

async function tell(tx: Tx, month: Month, end: Date): Promise<void> {
  const { from, until } = calendar.periodOf(month);
  const [existing] = await tx.rows<{ here: number }>(sql`
    select count(*) filter (where order_type <> 'UNSUBSCRIBE' and placed_at >= ${from} and placed_at < ${until})::int as here
    from customer_order`);
  if (existing!.here > 0) return;
  const last = new Date(Math.min(until.getTime(), end.getTime()) - 20 * MINUTE);
  const book = new OrderWriter(tx, end);
  for (const purchase of await purchases(tx, month, from, last)) await book.enter(purchase);
}

/**
 * The purchases of one month. Their number grows with the number of a partner's customers; most discounts
 * are used. A customer whose service ends may renew it instead of buying something else.
 */
async function purchases(tx: Tx, month: Month, from: Date, last: Date): Promise<Purchase[]> {
  const buyers = await buyersOf(tx, last);
  const goods = await goodsOf(tx, last);
  const prices = await pricesOf(tx, from, last);
  const endings = await endingsOf(tx, goods, from, last);
  const seconds = Math.floor((last.getTime() - from.getTime()) / 1000);
  const some = PARTNERS.flatMap(({ code }) => {
    const own = buyers.filter(({ partnerCode }) => partnerCode === code);
    const count = own.length === 0 ? 0 : ((4 + own.length * 0.1) * seconds * 1000) / (30 * DAY);
    return Array.from({ length: Math.ceil(count) }, (_, nth): Purchase | null => {
      const random = seededRandom(`order-${month}-${code}-${nth}`);
      const placedAt = new Date(from.getTime() + random.between(0, seconds) * 1000);
      const known = own.filter(({ knownAt }) => knownAt < placedAt);
      if (known.length === 0) return null;
      const buyer = random.pick(known);
      const other = random.pick(goods);
      const renewed = random.chance(0.2)
        ? takeEnding(endings, placedAt, ({ customerId }) => customerId === buyer.customerId)
        : null;
      const bought = renewed?.goods ?? other;
      const barred = barredBy(prices, buyer.customerId, bought.productId, placedAt);
      return { buyer, goods: bought, price: null, barred, renewed, placedAt, random };
    });
  });
  const priced = prices.map((price): Purchase | null => {
    const random = seededRandom(`order-${month}-${price.number}`);
    const start = Math.max(from.getTime(), price.from.getTime());
    const end = Math.min(last.getTime(), price.until.getTime() - 1000);
    const placedAt = new Date(start + random.between(0, Math.floor((end - start) / 1000)) * 1000);
    const buyer = buyers.find(
      ({ customerId, partnerId }) =>
        customerId === price.customerId && partnerId === price.partnerId,
    );
    const listed = goods.find(({ productId }) => productId === price.productId);
    if (!buyer || !listed || !random.chance(0.6)) return null;
    const renewed = random.chance(0.2)
      ? takeEnding(
          endings,
          placedAt,
          ({ customerId, specification }) =>
            customerId === buyer.customerId && price.lines.has(specification.id),
        )
      : null;
    return { buyer, goods: listed, price, barred: null, renewed, placedAt, random };
  });
  return [...some, ...priced]
    .filter((purchase) => purchase !== null)
    .sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
}

/** Takes the first fitting service that ends within two weeks; each is renewed once a month at most. */
function takeEnding(endings: Ending[], at: Date, fits: (ending: Ending) => boolean): Ending | null {
  const soon = at.getTime() + 14 * DAY;
  const index = endings.findIndex((ending) => ending.until.getTime() < soon && fits(ending));
  return index < 0 ? null : endings.splice(index, 1)[0]!;
}

/** Returns how a discount on a product bars an automatic one at an instant; null if none does (domain §3 item 21). */
function barredBy(
  prices: readonly Price[],
  customerId: string,
  productId: string,
  at: Date,
): Purchase['barred'] {
  const found = prices.find(
    (price) =>
      price.customerId === customerId &&
      price.productId === productId &&
      price.from.getTime() <= at.getTime() + DAY &&
      price.until > at,
  );
  if (!found) return null;
  return found.from <= at ? 'DISCOUNT_IN_FORCE' : 'DISCOUNT_WITHIN_24_HOURS';
}
