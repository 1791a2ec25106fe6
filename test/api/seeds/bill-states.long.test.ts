import { describe, expect, it } from '@jest/globals';
import { INVOICE_STATES } from '../../../server/modules/invoices/invoice.machine.ts';
import { BILL_STATES } from '../../../server/modules/settlement/bill/bill.machine.ts';
import { calendar } from '../../../server/platform/calendar.ts';
import { planAuthorizations } from '../../../server/seeds/chapters/authorizations.ts';
import { planBills } from '../../../server/seeds/chapters/bills.ts';
import { planBindings } from '../../../server/seeds/chapters/bindings.ts';
import { type Catalog, planCatalog } from '../../../server/seeds/chapters/catalog.ts';
import {
  type DemoCustomer,
  demoCustomers,
  planCustomers,
} from '../../../server/seeds/chapters/customers.ts';
import { planInvoicingData } from '../../../server/seeds/chapters/invoicing-data.ts';
import { planOrders } from '../../../server/seeds/chapters/orders.ts';
import { DemoUsers, planOrganizations } from '../../../server/seeds/chapters/organizations.ts';
import { DemoHistory } from '../../../server/seeds/demo-history.ts';
import { MARKETPLACE } from '../../../server/seeds/demo-users.ts';
import { openWorld } from '../../kit/world.ts';

/** Months of orders from which the bills in progress, and one paid bill, are made. */
const MONTHS = 7;

/** Every third bound customer buys enough for bills, in a third of the time. */
const isBuyer = ({ partner, outcome }: DemoCustomer, nth: number): boolean =>
  nth % 3 === 0 && outcome === 'BOUND' && partner.certified;

/** A sent bill goes on to the countersignature in the same transaction. */
const LASTING = BILL_STATES.filter((state) => state !== 'SENT');

const daysOf = (month: string): string[] => {
  const days = [];
  for (let day = `${month}-01`; day.startsWith(month); day = calendar.plusDays(day, 1))
    days.push(day);
  return days;
};

/**
 * First starts: at the turn of the year, right after a run, before the next one, and around a holiday.
 * `demo-history.test.ts` tries another.
 */
const STARTS: readonly (readonly [day: string, time: string])[] = [
  ['2027-01-01', '00:05:00'],
  ['2026-11-03', '02:30:00'],
  ['2026-12-02', '23:50:00'],
  ['2026-10-07', '12:00:00'],
];
const EVERY_DAY = daysOf('2026-12').map((day) => [day, '09:00:00'] as const);

describe('the money chapter of the demo', () => {
  it.each([...STARTS, ...EVERY_DAY])(
    'shows each state of a bill and of an invoice when it first starts on %s at %s',
    async (day, time) => {
      const world = await openWorld('bill-states');
      try {
        const now = calendar.instantAt(day, time);
        world.clock.advance(now.getTime() - world.clock.now().getTime());
        const history = new DemoHistory(world.deps, now);
        const users = new DemoUsers();
        const catalog: Catalog = new Map();
        const customers = demoCustomers().filter(isBuyer);
        planOrganizations(history, users, 'no password');
        planInvoicingData(history, users);
        planCatalog(history, users, catalog);
        planCustomers(history, users, customers);
        planBindings(history, users, customers);
        planAuthorizations(history, users, catalog, customers);
        planOrders(history, MONTHS);
        await planBills(history, users, MONTHS);
        await history.run(() => {});

        const operator = world.as(users.of(MARKETPLACE, 'operator'));
        const { settlementBills, invoices } = await operator.ask(`{
          settlementBills(first: 100) { nodes { status dueAt } }
          invoices(first: 100) { nodes { status dueAt overdueSince partner { id } } }
        }`);
        const statesOf = (nodes: readonly { status: string }[]): string[] =>
          [...new Set(nodes.map(({ status }) => status))].sort();
        expect(statesOf(settlementBills.nodes)).toEqual([...LASTING].sort());
        expect(statesOf(invoices.nodes)).toEqual([...INVOICE_STATES].sort());
        const inTime = invoices.nodes.filter(
          ({ status, dueAt, overdueSince }: Record<string, string | null>) =>
            status === 'NOTIFIED' && overdueSince === null && new Date(dueAt!) > now,
        );
        expect(inTime).not.toHaveLength(0);
        expect(new Date(inTime[0].dueAt).getTime() - now.getTime()).toBeGreaterThan(7 * 86_400_000);
      } finally {
        await world.close();
      }
    },
  );
});
