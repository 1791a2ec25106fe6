import { beforeAll } from '@jest/globals';
import {
  billLife,
  lineDisputeLife,
  paymentAuthorizationLife,
  runLife,
  runPartnerLife,
  SettlementRunEntity,
} from '../../../server/modules/settlement/index.ts';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { certified, type Money, run } from './bills.ts';

/** The table of domain §4.8, written independently of the machine. */
const RULES: Rules = {
  // A sent bill moves on in the same transaction.
  send: { GENERATED: 'COUNTERSIGNING' },
  beginCountersign: { SENT: 'COUNTERSIGNING' },
  confirm: { SENT: 'COUNTERSIGNING' },
  autoConfirm: { SENT: 'COUNTERSIGNING' },
  // The second signature moves the bill on: steps.test.ts.
  countersign: { COUNTERSIGNING: 'COUNTERSIGNING' },
  receiveInvoice: { AWAITING_INVOICE: 'VERIFYING_INVOICE' },
  acceptInvoice: { VERIFYING_INVOICE: 'PAYING' },
  returnInvoice: { VERIFYING_INVOICE: 'AWAITING_INVOICE' },
  pay: { PAYING: 'PAID' },
  // The bill has no line that a seller refused.
  release: {
    COUNTERSIGNING: 'NOTHING_TO_RELEASE',
    AWAITING_INVOICE: 'NOTHING_TO_RELEASE',
    VERIFYING_INVOICE: 'NOTHING_TO_RELEASE',
    PAYING: 'NOTHING_TO_RELEASE',
  },
  rejectPayment: { PAYING: 'PAYMENT_REJECTED' },
  resubmitPayment: { PAYMENT_REJECTED: 'PAYING' },
};
const SYSTEM = [
  'beginCountersign',
  'autoConfirm',
  'receiveInvoice',
  'acceptInvoice',
  'returnInvoice',
];

const stage = testStage('bill matrix', setStage);
let money: Money;
let billId: string;
let authorizationId: string;
let disputeId: string;
let plannedRunId: string;
let billedId: string;
let parkedId: string;
beforeAll(async () => {
  money = await certified(stage);
  for (const month of ['02', '03'])
    await ordered(stage, {
      placedAt: new Date(`2026-${month}-10T04:00:00Z`),
      lines: [{ listMinor: 10_000_000n }],
    });
  const other = { ...stage, partner: await partnerOf(stage.world, '北辰数科') };
  await ordered(other, { lines: [{ listMinor: 10_000_000n }] });
  stage.world.clock.advance(40 * DAY);
  const [sent] = (await run(stage, '2026-02')) as [string];
  await stage.operator.mutate('settlementBillSend', { id: `stl_${sent}` });
  const [found] = await stage.world.rows<{ authorization: string; line: string }>(
    sql`select id as authorization, bill_line_id as line from payment_authorization`,
  );
  authorizationId = found!.authorization;
  const dispute = { billLineId: `sbl_${found!.line}`, reason: 'why' };
  disputeId = (await money.finance.mutate('lineDisputeOpen', dispute)).id;
  [billId] = (await run(stage, '2026-03')) as [string];
  stage.world.clock.advance(3_600_000);
  await certified(other);
  const ofMarch = async ({ id }: { id: string }): Promise<string> => {
    const [row] = await stage.world.rows<{ id: string }>(
      sql`select id from settlement_run_partner where partner_id = ${id} and period = '2026-03'`,
    );
    return row!.id;
  };
  billedId = await ofMarch(stage.partner);
  parkedId = await ofMarch(other.partner);
  plannedRunId = await stage.world.system(async ({ newId, insert, now }) => {
    const id = newId();
    const { until } = calendar.periodOf('2026-01');
    insert(SettlementRunEntity, {
      id,
      createdAt: now,
      period: '2026-01',
      status: 'PLANNED',
      cutoffAt: until,
      runAt: until,
    });
    return id;
  });
});

const SENT = 'sent_at = now()';
const SIGNED = `${SENT}, countersigned_at = now(), payment_request_number = 'APR-1'`;

describeMatrix(
  billLife,
  RULES,
  byFiring({
    world: () => stage.world,
    id: () => billId,
    by: (event) => {
      if (SYSTEM.includes(event)) return null;
      return event === 'confirm' ? money.finance.viewer : stage.operator.viewer;
    },
    inputs: {
      countersign: { reason: 'why' },
      pay: { reference: 'TR-1', paidOn: '2026-03-02' },
      rejectPayment: { reason: 'why' },
      release: { reason: 'why' },
    },
    facts: {
      SENT,
      COUNTERSIGNING: SENT,
      AWAITING_INVOICE: SIGNED,
      VERIFYING_INVOICE: SIGNED,
      PAYING: SIGNED,
      PAID: `${SIGNED}, paid_at = now(), payment_reference = 'TR-1', paid_on = now()`,
      PAYMENT_REJECTED: `${SIGNED}, rejection_reason = 'why'`,
    },
  }),
);

const DECIDED = `due_at = null, flag_at = null, decided_at = now(), decided_by_name = 'x'`;

describeMatrix(
  paymentAuthorizationLife,
  {
    authorize: { PENDING: 'AUTHORIZED', REFUSED: 'AUTHORIZED' },
    refuse: { PENDING: 'REFUSED' },
    // The seller has ten working days.
    override: { PENDING: 'SELLER_STILL_HAS_TIME', REFUSED: 'AUTHORIZED' },
    release: { REFUSED: 'REFUSED' },
    flag: { PENDING: 'PENDING' },
  },
  byFiring({
    world: () => stage.world,
    id: () => authorizationId,
    by: (event) => {
      if (event === 'release' || event === 'flag') return null;
      return event === 'override' ? stage.operator.viewer : stage.sellerManager.viewer;
    },
    inputs: {
      refuse: { reason: 'why' },
      override: { reason: 'why' },
      release: { reason: 'why' },
    },
    facts: { AUTHORIZED: DECIDED, REFUSED: `${DECIDED}, refusal_reason = 'why'` },
  }),
);

const ENDED = 'due_at = null, breach_at = null, ended_at = now()';
const ANSWERED = `${ENDED}, decision_reason = 'why', decided_by_name = 'x'`;

describeMatrix(
  lineDisputeLife,
  {
    uphold: { OPEN: 'UPHELD' },
    dismiss: { OPEN: 'DISMISSED' },
    withdraw: { OPEN: 'WITHDRAWN' },
    flagBreach: { OPEN: 'OPEN' },
  },
  byFiring({
    world: () => stage.world,
    id: () => disputeId,
    by: (event) => {
      if (event === 'flagBreach') return null;
      return event === 'withdraw' ? money.finance.viewer : stage.operator.viewer;
    },
    inputs: { uphold: { amount: '1.00', reason: 'why' }, dismiss: { reason: 'why' } },
    facts: {
      UPHELD: `${ANSWERED}, adjustment_minor = 1`,
      DISMISSED: ANSWERED,
      WITHDRAWN: ENDED,
    },
  }),
);

const STARTED = 'started_at = now()';

describeMatrix(
  runLife,
  { start: { PLANNED: 'RUNNING' }, complete: { RUNNING: 'COMPLETED' } },
  byFiring({
    world: () => stage.world,
    id: () => plannedRunId,
    by: (event) => (event === 'complete' ? null : stage.operator.viewer),
    facts: { RUNNING: STARTED, COMPLETED: `${STARTED}, completed_at = now()` },
  }),
);

describeMatrix(
  runPartnerLife,
  // The partner was not certified on the run day.
  {
    decide: { WAITING: 'PARKED' },
    fail: { WAITING: 'PARKED' },
    recompute: { PARKED: 'PARKED' },
    release: { PARKED: 'BILLED' },
  },
  byFiring({
    world: () => stage.world,
    id: (state) => (state === 'BILLED' ? billedId : parkedId),
    by: (event) => (event === 'decide' || event === 'fail' ? null : stage.operator.viewer),
    inputs: { release: { reason: '已核对' }, fail: { error: 'disk full' } },
    facts: { WAITING: 'decided_at = null' },
  }),
);
