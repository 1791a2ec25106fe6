import {
  billLife,
  invoiceSplit,
  PaymentAuthorizationEntity,
  paymentAuthorizationLife,
  runBills,
  runDateOf,
  SettlementBillEntity,
} from '../../modules/settlement/index.ts';
import { calendar, type Month } from '../../platform/calendar.ts';
import { HOUR } from '../../platform/clock.ts';
import { transact } from '../../platform/command/pipeline.ts';
import type { Tx } from '../../platform/command/types.ts';
import { globalId } from '../../platform/ids.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { type DemoPartner, MARKETPLACE, PARTNERS, SELLERS } from '../demo-users.ts';
import { seededRandom } from '../seeded-random.ts';
import { MONTHS } from './orders.ts';
import type { DemoUsers } from './organizations.ts';

/** Events of a bill, then those of its invoice. */
type Event =
  | 'sendBill'
  | 'countersign'
  | 'pay'
  | 'rejectPayment'
  | 'register'
  | 'send'
  | 'signFor'
  | 'verify'
  | 'return';
/** An event and the number of days before the end of the history on which it happens. */
type Dated = readonly [Event, days: number];

/** Usual working days from each step to the next, beginning with the run. */
const USUAL: readonly (readonly [Event, workingDays: number])[] = [
  ['sendBill', 1],
  ['countersign', 6],
  ['register', 3],
  ['send', 1],
  ['signFor', 2],
  ['verify', 1],
  ['pay', 4],
];
/** Additional working days that make an invoice late: the partner has one month. */
const LATE = 22;

/**
 * Events of the latest bills, which are still in progress. The key counts runs back: 0 is the latest. The days count
 * back from the end of the history, and leave time for the next step: on any day of a month these bills and their
 * invoices cover every state, one invoice to issue with time left among them.
 */
const ON_THE_WAY: Readonly<Record<string, Readonly<Record<number, readonly Dated[]>>>> = {
  HUAXIN: {
    0: [],
    1: [['sendBill', 5]],
    2: [
      ['sendBill', 28],
      ['countersign', 22],
      ['register', 14],
      ['send', 10],
      ['signFor', 6],
      ['return', 4],
    ],
    3: [
      ['sendBill', 28],
      ['countersign', 20],
      ['register', 12],
      ['send', 8],
      ['signFor', 1],
    ],
    4: [
      ['sendBill', 42],
      ['countersign', 35],
      ['register', 30],
      ['send', 27],
      ['signFor', 23],
      ['verify', 18],
      ['rejectPayment', 10],
    ],
  },
  ORIENT: {
    0: [['sendBill', 4]],
    1: [
      ['sendBill', 20],
      ['countersign', 12],
    ],
    // Late: its month ended before it was registered.
    2: [
      ['sendBill', 46],
      ['countersign', 38],
      ['register', 2],
    ],
    3: [
      ['sendBill', 28],
      ['countersign', 20],
      ['register', 6],
      ['send', 3],
    ],
    4: [
      ['sendBill', 34],
      ['countersign', 26],
      ['register', 20],
      ['send', 16],
      ['signFor', 10],
      ['verify', 3],
    ],
  },
};
/** Runs back of one bill whose invoice is returned, and of one whose invoice is late. */
const RETURNED = 9;
const LATE_ONE = 14;
/** The bill of which a seller refuses to authorize one line, and its runs back. */
const REFUSED = { code: 'ORIENT', back: 4 };

/**
 * Plans two years of bills. The monthly run makes each bill from the orders. Bills are then sent,
 * countersigned, invoiced and paid; the latest ones cover every state of a bill and an invoice.
 */
export async function planBills(
  history: DemoHistory,
  users: DemoUsers,
  months = MONTHS,
): Promise<void> {
  const runs = await history.system(history.now, (tx) => runsOf(tx, months));
  for (const [back, { period, at }] of runs.entries()) {
    history.plan(`bills-${period}`, at, () => runMonth(history, users, at, period));
    for (const partner of PARTNERS.filter(({ certified }) => certified))
      new BillScenario(history, users, partner, period, at, back).plan();
  }
}

/** The last months whose bill run has come, with its time, newest first. */
async function runsOf(tx: Tx, months: number): Promise<{ period: Month; at: Date }[]> {
  const runs = [];
  for (let back = 1; back <= months; back++) {
    const period = calendar.plusMonths(calendar.monthOf(tx.now), -back);
    const at = new Date((await runDateOf(tx, period)).getTime() + 2 * HOUR);
    if (at <= tx.now) runs.push({ period, at });
  }
  return runs;
}

/** Makes the bill run of a month; an operator releases the bills that are far above the usual ones. */
async function runMonth(
  history: DemoHistory,
  users: DemoUsers,
  at: Date,
  period: Month,
): Promise<void> {
  await runBills(history.depsAt(at), period);
  const parked = await history.rows<{ id: string }>(sql`
    select id from settlement_run_partner where period = ${period} and status = 'PARKED' and bound = 'ABOVE_USUAL'`);
  const operator = users.of(MARKETPLACE, 'operator');
  for (const { id } of parked)
    await history.command(operator, at, `release-${id}`, 'billRunPartnerRelease', {
      id: globalId('brp', id),
      reason: '大额订单已与订单流水核对一致。',
    });
}

/** The invoice of a bill, with the number of its returned document. */
interface Found {
  readonly id: string;
  readonly gross: string;
  readonly vat: string;
  readonly returned: string | null;
}

/** Plans the events of one bill. Does nothing for a month whose sales were too small for a bill. */
class BillScenario {
  private readonly thread: string;

  constructor(
    private readonly history: DemoHistory,
    private readonly users: DemoUsers,
    private readonly partner: DemoPartner,
    private readonly period: Month,
    private readonly runAt: Date,
    private readonly back: number,
  ) {
    this.thread = `bill-${partner.code}-${period}`;
  }

  plan(): void {
    let last = this.runAt;
    for (const [nth, [event, wanted]] of this.steps().entries()) {
      last = new Date(Math.max(wanted.getTime(), last.getTime() + HOUR));
      const at = last;
      if (at > this.history.now) return;
      this.history.plan(this.thread, at, () => this.happen(at, event, nth));
    }
  }

  private steps(): (readonly [Event, Date])[] {
    const { back } = this;
    const dated = ON_THE_WAY[this.partner.code]?.[back];
    if (dated) return dated.map(([event, days]) => [event, this.history.at(days, '11:00:00')]);
    let at = this.runAt;
    const usual = USUAL.map(([event, workingDays]): readonly [Event, Date] => {
      const late = event === 'register' && back === LATE_ONE ? LATE : 0;
      at = calendar.addWorkingDays(at, workingDays + late);
      return [event, at];
    });
    if (back !== RETURNED) return usual;
    const until = 1 + usual.findIndex(([event]) => event === 'signFor');
    const again = usual.findIndex(([event]) => event === 'register');
    return [
      ...usual.slice(0, until),
      ['return', calendar.addWorkingDays(usual[until - 1]![1], 1)],
      ...usual
        .slice(again)
        .map(([event, when]): readonly [Event, Date] => [event, calendar.addWorkingDays(when, 5)]),
    ];
  }

  private async happen(at: Date, event: Event, nth: number): Promise<void> {
    if (event === 'sendBill') return await this.bill(at, 'send', 'GENERATED');
    if (event === 'countersign') {
      const input = { reason: '金额与明细核对一致。' };
      for (const by of [0, 1]) await this.bill(at, event, 'COUNTERSIGNING', input, by);
      return;
    }
    if (event === 'pay') {
      const random = seededRandom(`${this.thread}-pay`);
      const paidOn = calendar.localDate(at);
      const reference = `${paidOn.replaceAll('-', '')}${random.between(10_000_000, 99_999_999)}`;
      return await this.bill(at, event, 'PAYING', { reference, paidOn });
    }
    if (event === 'rejectPayment')
      return await this.bill(at, event, 'PAYING', { reason: '收款账户名称与开票主体不一致。' });
    if (event === 'register') await this.authorize(at);
    const [found] = await this.history.rows<Found>(sql`
      select i.id, i.gross_minor::text as gross, b.service_vat_rate::float8::text as vat,
        (select r.number from invoice_registration r where r.invoice_id = i.id and r.returned_at is not null) as returned from invoice i join settlement_bill b on b.id = i.bill_id
      where b.period = ${this.period} and b.partner_id = (select id from organization where code = ${this.partner.code})`);
    if (!found) return;
    const finance = this.users.of(this.partner, 'csp.finance');
    const viewer =
      event === 'register' || event === 'send'
        ? finance
        : this.users.of(MARKETPLACE, 'operator', 1);
    const name = `invoice${event.charAt(0).toUpperCase()}${event.slice(1)}`;
    const input = {
      id: globalId('ivc', found.id),
      ...this.inputOf(event, at, nth, found),
    };
    await this.history.command(viewer, at, `${this.thread}-${nth}`, name, input);
  }

  private inputOf(event: Event, at: Date, nth: number, found: Found): Record<string, unknown> {
    const [gross, vatRate] = [BigInt(found.gross), found.vat];
    const random = seededRandom(`${this.thread}-${nth}`);
    const paper = seededRandom(this.thread).chance(0.35);
    switch (event) {
      case 'register': {
        const { net, tax } = invoiceSplit(gross, vatRate);
        const number = () =>
          `2644${random.between(10_000_000, 99_999_999)}${random.between(10_000_000, 99_999_999)}`;
        return {
          kind: 'VAT_SPECIAL',
          number: number(),
          issuedOn: calendar.localDate(at),
          amount: money.format(gross),
          vatRate,
          netAmount: money.format(net),
          taxAmount: money.format(tax),
          ...(found.returned && {
            redLetter: {
              originalNumber: found.returned,
              number: number(),
              confirmationNumber: `4403${random.between(10_000_000, 99_999_999)}`,
              issuedOn: calendar.localDate(at),
              amount: money.format(-gross),
            },
          }),
        };
      }
      case 'send':
        return paper
          ? {
              delivery: 'COURIER',
              carrier: '顺丰速运',
              trackingNumber: `SF${random.between(100_000_000, 999_999_999)}`,
            }
          : { delivery: 'ELECTRONIC', mailbox: `invoices@${MARKETPLACE.domain}` };
      case 'return':
        return { reason: '购买方税号有误，请重新开具。' };
      default:
        return {};
    }
  }

  /** Lets each seller authorize its lines of common products; of one bill a line is refused. */
  private async authorize(at: Date): Promise<void> {
    for (const seller of SELLERS) {
      const viewer = this.users.of(seller, 'seller.manager');
      await transact(this.history.depsAt(at), viewer, `story-${this.thread}`, async (tx) => {
        const open = await tx.find(
          PaymentAuthorizationEntity,
          (
            d,
          ) => sql`${d.period} = ${this.period} and ${d.status} = 'PENDING' and ${d.sellerId} = ${viewer.tenantId}
            and ${d.partnerId} = (select id from organization where code = ${this.partner.code})`,
          (d) => sql`${d.linePosition}`,
        );
        const { code, back } = REFUSED;
        const isRefused = this.partner.code === code && this.back === back;
        for (const [i, { id }] of open.entries()) {
          const row = await tx.get(paymentAuthorizationLife, id);
          if (isRefused && i === 0)
            await tx.fire(paymentAuthorizationLife, row, 'refuse', {
              reason: '客户对交付仍有异议，暂不授权付款。',
            });
          else await tx.fire(paymentAuthorizationLife, row, 'authorize');
        }
      });
    }
  }

  /** Fires an event of the bill as an operator. Does nothing if the bill has left the state `from`. */
  private async bill(
    at: Date,
    event: string,
    from: string,
    input: object = {},
    by = 0,
  ): Promise<void> {
    const viewer = this.users.of(MARKETPLACE, 'operator', by);
    await transact(this.history.depsAt(at), viewer, `story-${this.thread}`, async (tx) => {
      const [found] = await tx.rows<{ id: string }>(sql`
        select id from settlement_bill where period = ${this.period} and status = ${from}
          and partner_id = (select id from organization where code = ${this.partner.code})`);
      if (!found) return;
      const row = await tx.get(SettlementBillEntity, found.id);
      await tx.fire(billLife, row, event, input);
    });
  }
}
