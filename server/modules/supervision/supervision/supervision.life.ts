import { DAY } from '../../../platform/clock.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { completeLine, endRequest } from '../../orders/index.ts';
import { currentVisit, hasFiles, storeEvidence } from './evidence.write.ts';
import { BACKWARD, earlierNode, FORWARD, type Node, nextNode } from './flows.machine.ts';
import type { Supervision } from './supervision.entity.ts';
import { actorIn, type SupervisionState } from './supervision.machine.ts';
import { autoAcceptDays, stalledDays, warnShare } from './supervision.policies.ts';
import { supervision } from './supervision.read.ts';
import { type Change, changes, type EventInput } from './supervision-changes.ts';
import { type ClockRules, dueIn, endPause, startClocks, stopClocks } from './supervision-clocks.ts';
import {
  type Acting,
  addReview,
  appendLog,
  passNode,
  removeReview,
  returnNode,
} from './supervision-records.write.ts';

export const clockRules = async (tx: Tx): Promise<ClockRules> => {
  const [days, share] = await Promise.all([
    stalledDays.value(tx, tx.now),
    warnShare.value(tx, tx.now),
  ]);
  return { stalledDays: days, warnShare: share };
};

/** The end of an appeal, as the system carries it out on behalf of a person. */
export interface ResolveInput {
  readonly by: Acting;
  readonly reason?: string;
  readonly to: 'RESUMED' | 'COMPLETED' | 'REFUNDED';
}

/** Events that come with files. */
const FILES_AT = new Set([
  'submitRequirement',
  'submitDraft',
  'submitDelivery',
  'submitProof',
  'deploy',
  'ship',
  'rejectRequirement',
  'rejectDraft',
  'rejectAcceptance',
  'failReview',
]);

type Effect = (tx: Tx, row: Supervision, input: EventInput) => Promise<SupervisionState>;

/** Adds the evidence and the log line of an event to its effect. The line tells the state after it. */
const logged =
  (event: string, effect: Effect) =>
  async (tx: Tx, row: Supervision, given: unknown): Promise<SupervisionState> => {
    const from = row.status;
    const input = given as EventInput & Partial<Pick<ResolveInput, 'by'>>;
    const files =
      FILES_AT.has(event) && hasFiles(input)
        ? await storeEvidence(tx, row, input, await currentVisit(tx, row))
        : input.files;
    const to = await effect(tx, row, input);
    const by = input.by ?? tx.viewer;
    appendLog(tx, row, { event, from, to, by, reason: input.reason, ...(files && { files }) });
    return to;
  };

/**
 * Marks the order's line as accepted. The order's rows change before the supervision's, which are not valid yet. A
 * customer that accepts withdraws its open request for a refund; an appeal rejects it with its reason.
 */
async function acceptLine(tx: Tx, row: Supervision, appealReason?: string): Promise<void> {
  const { activatedAt, orderLineId } = row;
  if (appealReason !== undefined)
    await endRequest(tx, orderLineId, { to: 'REJECTED', reason: appealReason });
  else if (tx.viewer.side === 'customer') await endRequest(tx, orderLineId, { to: 'WITHDRAWN' });
  await completeLine(tx, orderLineId, activatedAt ? { activatedAt } : {});
}

function end(tx: Tx, row: Supervision, acceptance: Supervision['acceptance']): void {
  stopClocks(row);
  row.endedAt = tx.now;
  row.completedAt = acceptance && tx.now;
  row.acceptance = acceptance;
  if (acceptance) row.deliveredAt ??= tx.now;
}

const forward =
  (change: Change = () => {}, acceptance?: Supervision['acceptance']): Effect =>
  async (tx, row, input) => {
    const from = row.status as Node;
    const to = nextNode(row.template, row.isReviewed, from);
    if (to === 'COMPLETED') await acceptLine(tx, row);
    await change(tx, row, input);
    passNode(tx, row, from, to === 'COMPLETED' ? null : to, tx.viewer);
    if (to === 'COMPLETED')
      end(tx, row, acceptance ?? (from === 'AWAIT_ACCEPTANCE' ? 'CUSTOMER' : 'FLOW'));
    else startClocks(row, to, tx.now, await clockRules(tx));
    return to;
  };

const backward =
  (change: Change = () => {}): Effect =>
  async (tx, row, input) => {
    const from = row.status as Node;
    const to = earlierNode(row.template, from);
    await change(tx, row, input);
    returnNode(tx, row, from, to);
    startClocks(row, to, tx.now, await clockRules(tx));
    return to;
  };

const staying =
  (change: Change): Effect =>
  async (tx, row, input) => {
    await change(tx, row, input);
    return row.status;
  };

const freeze: Effect = async (tx, row) => {
  row.frozenAt = tx.now;
  row.pausedAt ??= tx.now;
  row.frozenNode = row.status as Node;
  row.actor = null;
  row.dueAt = null;
  return 'FROZEN';
};

const resolve: Effect = async (tx, row, input) => {
  const { to, by, reason } = input as EventInput & ResolveInput;
  const node = row.frozenNode!;
  if (to === 'COMPLETED') await acceptLine(tx, row, reason ?? '');
  if (to === 'RESUMED') {
    endPause(row, tx.now);
    row.actor = actorIn(node);
  } else {
    if (to === 'COMPLETED') passNode(tx, row, node, null, by);
    end(tx, row, to === 'COMPLETED' ? 'APPEAL' : null);
  }
  row.frozenAt = null;
  row.frozenNode = null;
  return to === 'RESUMED' ? node : to;
};

const close: Effect = async (tx, row) => {
  end(tx, row, null);
  row.frozenAt = null;
  row.frozenNode = null;
  return 'CLOSED';
};

const effects: Readonly<Record<string, Effect>> = {
  ...Object.fromEntries(FORWARD.map((event) => [event, forward(changes[event])])),
  ...Object.fromEntries(BACKWARD.map((event) => [event, backward(changes[event])])),
  autoAccept: forward(undefined, 'AUTOMATIC'),
  keepReturn: backward(),
  appeal: freeze,
  resolve,
  close,
  requireReview: staying((tx, row) => addReview(tx, row)),
  waiveReview: staying((tx, row) => removeReview(tx, row)),
  ...Object.fromEntries(
    ['changeAddress', 'nudge', 'flagStalled', 'warnDelivery', 'flagOverdue'].map((event) => [
      event,
      staying(changes[event]!),
    ]),
  ),
  signOff: staying(async (tx, row, input) => {
    changes.signOff!(tx, row, input);
    const days = await autoAcceptDays.value(tx, tx.now);
    row.autoAcceptAt = row.isPhoneConfirmed
      ? new Date(row.signedOffAt!.getTime() + days * DAY)
      : null;
    row.dueAt = dueIn(row, 'AWAIT_ACCEPTANCE', await clockRules(tx));
  }),
};

export const supervisionLife = lifeCycle<Supervision>({
  reads: supervision,
  label: ({ orderNumber, productName }) => `${orderNumber} ${productName}`,
  amount: (row) => row.cashMinor,
  effects: Object.fromEntries(
    Object.entries(effects).map(([event, effect]) => [event, logged(event, effect)]),
  ),
});
