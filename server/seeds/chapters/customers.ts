import { importCustomersCsv } from '../../modules/customers/customer/customer-import.write.ts';
import { calendar } from '../../platform/calendar.ts';
import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { DemoHistory } from '../demo-history.ts';
import { type DemoPartner, PARTNERS } from '../demo-users.ts';
import { type Company, companies } from '../names.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import type { DemoUsers } from './organizations.ts';

/** Outcome of a customer's binding in the demo; the bindings chapter plans its steps. */
export const OUTCOMES = [
  'PROSPECT',
  'PRE_REGISTERED',
  'INVITED',
  'PROVISIONAL',
  'DECLINED',
  'PRE_REGISTRATION_EXPIRED',
  'INVITE_EXPIRED',
  'BOUND',
  'TYPE_CHANGED',
  'CHANGE_PENDING',
  'UNBIND_PENDING',
  'UNBIND_REJECTED',
  'UNBOUND',
  'MOVED_ON',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A demo customer and the partner that acquires it. */
export interface DemoCustomer extends Company {
  readonly index: number;
  readonly partner: DemoPartner;
  readonly outcome: Outcome;
  /** Index of the representative who manages the customer; null for the partner's manager or owner. */
  readonly rep: number | null;
  /** Whether the partner imported the customer from a list. A prospect is always imported. */
  readonly imported: boolean;
  /** Days before the first run on which the partner first acts on the customer. */
  readonly since: number;
  /** The customer's id; filled while the history runs. */
  id?: string;
}

/** Number of customers by partner and outcome, 320 in total. */
const SHARES: Readonly<Record<string, Readonly<Partial<Record<Outcome, number>>>>> = {
  HUAXIN: {
    PROSPECT: 22,
    PRE_REGISTERED: 11,
    INVITED: 11,
    PROVISIONAL: 3,
    DECLINED: 8,
    PRE_REGISTRATION_EXPIRED: 6,
    INVITE_EXPIRED: 8,
    BOUND: 88,
    TYPE_CHANGED: 5,
    CHANGE_PENDING: 4,
    UNBIND_PENDING: 4,
    UNBIND_REJECTED: 3,
    UNBOUND: 4,
    MOVED_ON: 3,
  },
  ORIENT: {
    PROSPECT: 9,
    PRE_REGISTERED: 5,
    INVITED: 5,
    PROVISIONAL: 1,
    DECLINED: 3,
    PRE_REGISTRATION_EXPIRED: 2,
    INVITE_EXPIRED: 3,
    BOUND: 34,
    TYPE_CHANGED: 2,
    CHANGE_PENDING: 2,
    UNBIND_PENDING: 2,
    UNBIND_REJECTED: 1,
    UNBOUND: 2,
    MOVED_ON: 1,
  },
  'ORIENT-SZ': {
    PROSPECT: 3,
    PRE_REGISTERED: 2,
    INVITED: 3,
    DECLINED: 1,
    INVITE_EXPIRED: 1,
    BOUND: 12,
    UNBIND_PENDING: 1,
  },
  PACIFIC: {
    PROSPECT: 6,
    PRE_REGISTERED: 4,
    INVITED: 5,
    DECLINED: 2,
    PRE_REGISTRATION_EXPIRED: 1,
    INVITE_EXPIRED: 1,
    BOUND: 22,
    CHANGE_PENDING: 1,
    UNBIND_PENDING: 1,
    UNBOUND: 2,
  },
};

/** Range of days ago for the partner's first act, by outcome. Open outcomes begin recently. */
const SINCE: Readonly<Partial<Record<Outcome, readonly [number, number]>>> = {
  PRE_REGISTERED: [1, 14],
  INVITED: [2, 12],
  PROVISIONAL: [4, 9],
  UNBOUND: [140, 190],
  MOVED_ON: [160, 190],
  TYPE_CHANGED: [130, 190],
};

/** Days from a partner's set-up to its first act on a customer. */
const SETTLED = 62;
const EARLY = 0.15;

/** The demo customers, the same in every run. */
export function demoCustomers(): DemoCustomer[] {
  const random = seededRandom('customers');
  const outcomes = PARTNERS.flatMap((partner) =>
    Object.entries(SHARES[partner.code]!).flatMap(([outcome, count]) =>
      Array.from({ length: count }, () => ({ partner, outcome: outcome as Outcome })),
    ),
  );
  const pool = companies('companies', outcomes.length);
  const [abroad, home] = [
    pool.filter(({ chinese }) => !chinese),
    pool.filter(({ chinese }) => chinese),
  ];
  return random.shuffle(outcomes).map(({ partner, outcome }, index) => {
    const company =
      (partner.code === 'PACIFIC' ? abroad.pop() : home.pop()) ?? home.pop() ?? abroad.pop()!;
    return {
      ...company,
      index,
      partner,
      outcome,
      ...attention(random, partner),
      ...beginning(random, outcome, partner),
    };
  });
}

function attention(random: SeededRandom, partner: DemoPartner): Pick<DemoCustomer, 'rep'> {
  const reps = partner.people.filter(({ role }) => role === 'csp.rep').length;
  return { rep: random.chance(0.8) ? random.between(0, reps - 1) : null };
}

/** Bound customers are spread over more than two years; some of them date from the partner's first days. */
function beginning(
  random: SeededRandom,
  outcome: Outcome,
  { since }: DemoPartner,
): Pick<DemoCustomer, 'imported' | 'since'> {
  const imported = random.chance(0.55) || outcome === 'PROSPECT';
  const [from, to] = SINCE[outcome] ?? [35, outcome === 'BOUND' ? since - SETTLED : 190];
  return {
    imported,
    since: random.chance(EARLY) && outcome === 'BOUND' ? to : random.between(from, to),
  };
}

/** The manager of a partner, or its owner if it has no manager. */
export function managerOf(users: DemoUsers, partner: DemoPartner): Viewer {
  const role = partner.people.some((person) => person.role === 'csp.manager')
    ? 'csp.manager'
    : 'csp.owner';
  return users.of(partner, role);
}

const TAGS = [
  '重点客户',
  '续约在即',
  '华南',
  '华东',
  '制造业',
  '跨境电商',
  '上云迁移',
  'AI 试点',
  '教育',
  'SMB',
  'VIP',
  '价格敏感',
] as const;
/** Days between the import of a customer list and the partner's first act on the customer. */
const LEAD = 6;

/** Plans the customer lists that partners import month by month, and the assignment of managers. */
export function planCustomers(
  history: DemoHistory,
  users: DemoUsers,
  customers: readonly DemoCustomer[],
): void {
  for (const partner of PARTNERS) {
    const listed = customers.filter(
      (customer) => customer.imported && customer.partner === partner,
    );
    const byMonth = Map.groupBy(listed, ({ since }) => Math.ceil((since + LEAD) / 30) * 30);
    for (const [days, batch] of byMonth) planList(history, users, partner, days, batch);
  }
}

function planList(
  history: DemoHistory,
  users: DemoUsers,
  partner: DemoPartner,
  days: number,
  batch: readonly DemoCustomer[],
): void {
  const thread = `list-${partner.code}-${days}`;
  history.plan(thread, history.at(days, '09:20:00'), async (at) => {
    const deps = history.depsAt(at);
    const random = seededRandom(thread);
    const lines = batch.map((customer) =>
      csvLine(
        customer,
        calendar.localDate(history.at(days + random.between(30, 900), '00:00:00')),
        random,
      ),
    );
    const file = Buffer.from(
      [
        'name,cloud_account,contact_name,contact_phone,contact_mail,registered_at,tags',
        ...lines,
      ].join('\n'),
    );
    const { problems } = await importCustomersCsv(deps, { partnerCode: partner.code, file });
    if (problems.length > 0)
      throw new Error(`The demo's customer list has problems: ${JSON.stringify(problems)}`);
    await loadIds(history, batch);
  });
  for (const customer of batch) {
    if (customer.rep === null) continue;
    history.plan(
      `c${customer.index}`,
      history.at(days - 1, `11:${String(customer.index % 60).padStart(2, '0')}:00`),
      async (at) => {
        await history.command(
          managerOf(users, partner),
          at,
          `c${customer.index}`,
          'customerAssignManager',
          {
            id: globalId('cus', customer.id!),
            memberId: globalId('mem', users.of(partner, 'csp.rep', customer.rep!).memberId!),
          },
        );
      },
    );
  }
}

function csvLine(
  { name, account, contactName, contactPhone, contactMail }: DemoCustomer,
  registered: string,
  random: SeededRandom,
): string {
  const tags = random.shuffle(TAGS).slice(0, random.between(0, 3)).join(';');
  return [name, account, contactName, contactPhone, contactMail, registered, tags]
    .map((cell) => `"${cell}"`)
    .join(',');
}

/** Sets the contact on file, as upstream would. Codes can be sent to this contact from then on. */
export async function registerContact(
  history: DemoHistory,
  { id, contactName, contactPhone, contactMail }: DemoCustomer,
  at: Date,
): Promise<void> {
  await history.system(at, async (tx) => {
    await tx.rows(sql`
      update customer set contact_name = ${contactName}, contact_phone = ${contactPhone}, contact_mail = ${contactMail},
        contact_on_file = true, contact_source = 'UPSTREAM' where id = ${id!}`);
  });
}

/** Fills in the ids of the customers that exist so far. */
export async function loadIds(
  history: DemoHistory,
  customers: readonly DemoCustomer[],
): Promise<void> {
  const accounts = JSON.stringify(customers.map(({ account }) => account));
  const rows = await history.rows<{ id: string; account: string }>(sql`
    select id, cloud_account as account from customer
    where cloud_account in (select jsonb_array_elements_text(${accounts}::jsonb))`);
  const ids = new Map(rows.map(({ id, account }) => [account, id]));
  for (const customer of customers) {
    const id = ids.get(customer.account);
    if (id) customer.id = id;
  }
}
