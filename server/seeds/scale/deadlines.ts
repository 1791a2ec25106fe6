import { cspAuthorizationMachine, jointSalesMachine } from '../../modules/authorizations/index.ts';
import { bindingMachine } from '../../modules/bindings/binding.machine.ts';
import { demandMachine } from '../../modules/demands/index.ts';
import {
  CUSTOMER_STATES,
  discountMachine,
} from '../../modules/discounts/discount/discount.machine.ts';
import { invoiceMachine } from '../../modules/invoices/index.ts';
import { billMachine } from '../../modules/settlement/index.ts';
import { type Machine, type ReminderRule, reminder, targets } from '../../platform/machine.ts';
import { workingDaysBetweenSql } from '../../platform/rules/holiday-plan.ts';
import { insertSql, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, step } from './step.ts';

/** A table whose rows have deadlines, with SQL texts over its row `x`. */
interface Clocked {
  readonly machine: Machine;
  readonly table: string;
  readonly label: string;
  readonly partner: string;
  readonly seller?: string;
  readonly customer?: string;
  readonly amount?: string;
  /** SQL for the acting side, if the row determines it. */
  readonly acts?: string;
  /** SQL condition of rows whose deadlines no longer run. */
  readonly stopped?: string;
}

const authorization = {
  label: `concat_ws(' · ', x.product_name, x.partner_name, x.customer_name)`,
  partner: 'x.partner_id',
  seller: 'x.seller_id',
};

const CLOCKED: readonly Clocked[] = [
  {
    machine: bindingMachine,
    table: 'partner_binding',
    label: '(select c.name from customer c where c.id = x.customer_id)',
    partner: 'x.partner_id',
    customer: 'x.customer_id',
    acts: `case x.requested_by when 'PARTNER' then 'CUSTOMER' when 'CUSTOMER' then 'PARTNER' end`,
  },
  { machine: cspAuthorizationMachine, table: 'csp_authorization', ...authorization },
  { machine: jointSalesMachine, table: 'joint_sales_authorization', ...authorization },
  {
    machine: discountMachine,
    table: 'exclusive_discount',
    label: `x.number || ' ' || x.name`,
    partner: 'x.partner_id',
    seller: 'x.seller_id',
    customer: `case when x.status in (${CUSTOMER_STATES.map((state) => `'${state}'`).join(', ')}) then x.customer_id end`,
    amount: 'x.net_total_minor',
  },
  {
    machine: demandMachine,
    table: 'customer_demand',
    label: `x.customer_name || ' · ' || x.product_name`,
    partner: 'x.partner_id',
    seller: 'x.seller_id',
    amount: 'x.expected_amount_minor',
  },
  {
    machine: billMachine,
    table: 'settlement_bill',
    label: 'x.number',
    partner: 'x.partner_id',
    amount: 'x.gross_minor',
  },
  {
    machine: invoiceMachine,
    table: 'invoice',
    label: 'x.payment_request_number',
    partner: 'x.partner_id',
    amount: 'x.gross_minor',
    stopped: 'x.overdue_since is not null',
  },
];

/** The deadlines of all rows, as the life cycles would have set them for the states. */
export const deadlines = ({ sizes, now }: ScaleFacts): Step[] =>
  CLOCKED.flatMap((clocked) =>
    [
      ...clocked.machine.due.map((rule) => clocksOf(clocked, rule)),
      ...clocked.machine.reminders.flatMap((rule) => remindersOf(clocked, rule, now)),
    ].map((sql) => step('deadlines', sizes.discounts / 4, sql)),
  );

const columnOf = (property: string): string =>
  `x.${property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

function clocksOf(
  clocked: Clocked,
  { state, event, kind, acts, at }: Machine['due'][number],
): string {
  const expiry = event === null ? state : targets(clocked.machine.transitionOf(event, state)!)[0]!;
  return insertClocks(clocked, { state, event, kind, acts, expiry, dueAt: columnOf(at) });
}

/** The reminders that are not due yet. */
const remindersOf = (
  clocked: Clocked,
  { state, before, days, dailyAfter }: ReminderRule<string>,
  now: Date,
): string[] =>
  [...days, ...(dailyAfter ? [null] : [])].map((count) => {
    const at = columnOf(before);
    const dueAt = count === null ? morningAfter(at, now) : `${at} - interval '${count * 24} hours'`;
    const event = count === null ? reminder.LATE : reminder.event(count);
    const ahead = `and ${dueAt} > '${now.toISOString()}'`;
    return insertClocks(
      clocked,
      { state, event, kind: 'INSTANT', acts: null, expiry: state, dueAt },
      ahead,
    );
  });

/** 09:00 of the day after an instant, or after now if that is later. */
const morningAfter = (at: string, now: Date): string =>
  `(date_trunc('day', greatest(${at}, '${now.toISOString()}'::timestamptz) at time zone 'Asia/Shanghai') + interval '33 hours') at time zone 'Asia/Shanghai'`;

interface Clock extends Omit<Machine['due'][number], 'at'> {
  readonly expiry: string;
  /** SQL over the row `x`. */
  readonly dueAt: string;
}

function insertClocks(
  { machine, table, label, partner, seller, customer, amount, acts, stopped }: Clocked,
  { state, event, kind, acts: actor, expiry, dueAt }: Clock,
  ahead = '',
): string {
  const named = actor === null ? 'null' : `'${actor}'`;
  const running = event !== null && stopped ? `and not (${stopped})` : '';
  return insertSql(
    'deadline',
    {
      id: uuidAt('x.created_at', 'deadline', `x.id || '${event}'`),
      created_at: 'x.created_at',
      subject_type: `'${machine.type}'`,
      subject_id: 'x.id',
      event: event === null ? 'null' : `'${event}'`,
      kind: `'${kind}'`,
      due_at: dueAt,
      ...(kind === 'BUSINESS_DAYS' && {
        counted_from: 'x.created_at',
        counted_days: workingDaysBetweenSql('x.created_at', dueAt),
        counted_plan: '0',
      }),
      on_expiry: `'${expiry}'`,
      acts_side: acts ? `coalesce(${acts}, ${named})` : named,
      label,
      partner_id: partner,
      seller_id: seller ?? 'null',
      customer_id: customer ?? 'null',
      amount_minor: amount ?? 'null',
    },
    `from ${table} x where x.status = '${state}' ${running} ${ahead}`,
  );
}
