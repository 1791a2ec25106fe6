import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  billLife,
  billMachine,
  SettlementBillEntity,
} from '../../../server/modules/settlement/index.ts';
import { fire } from '../../../server/platform/command/life-cycle.ts';
import { transact } from '../../../server/platform/command/pipeline.ts';
import { raw } from '../../../server/platform/read/sql.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { certified, run } from './bills.ts';

/** The table of domain §4.8 in its own words: event → from → to; whose it is. Everything else is refused. */
const RULES: Record<string, { by: 'operator' | 'system'; moves: Record<string, string> }> = {
  // A sent bill goes on by itself in the same transaction.
  send: { by: 'operator', moves: { GENERATED: 'COUNTERSIGNING' } },
  beginCountersign: { by: 'system', moves: { SENT: 'COUNTERSIGNING' } },
  countersign: { by: 'operator', moves: { COUNTERSIGNING: 'AWAITING_INVOICE' } },
  receiveInvoice: { by: 'system', moves: { AWAITING_INVOICE: 'VERIFYING_INVOICE' } },
  acceptInvoice: { by: 'system', moves: { VERIFYING_INVOICE: 'PAYING' } },
  returnInvoice: { by: 'system', moves: { VERIFYING_INVOICE: 'AWAITING_INVOICE' } },
  pay: { by: 'operator', moves: { PAYING: 'PAID' } },
  rejectPayment: { by: 'operator', moves: { PAYING: 'PAYMENT_REJECTED' } },
  resubmitPayment: { by: 'operator', moves: { PAYMENT_REJECTED: 'PAYING' } },
};
const SIGNED = [...billMachine.states].slice(3);

let stage: Stage;
let billId: string;
beforeAll(async () => {
  stage = await setStage(await openWorld('bill matrix'));
  await certified(stage);
  await ordered(stage, { lines: [{ listMinor: 10_000_000n }] });
  [billId] = (await run(stage, '2026-02')) as [string];
});
afterAll(() => stage?.world.close());

class Undo extends Error {}

/** Where an event leads from a state, without doing it. */
async function answer(event: string, state: string, as: 'operator' | 'system'): Promise<string> {
  const viewer = as === 'system' ? systemViewer('story') : stage.operator.viewer;
  let reached = '';
  await transact(stage.world.deps, viewer, 'story', async (tx) => {
    const facts = [
      `status = '${state}'`,
      ...(state === 'GENERATED' ? [] : ['sent_at = now()']),
      ...(SIGNED.includes(state as never)
        ? [`countersigned_at = now(), payment_request_number = 'APR-1'`]
        : []),
      ...(state === 'PAID' ? ['paid_at = now()'] : []),
      ...(state === 'PAYMENT_REJECTED' ? [`rejection_reason = 'why'`] : []),
    ];
    await tx.rows(raw(`update settlement_bill set ${facts.join(', ')} where id = '${billId}'`));
    const row = await tx.em.findOneOrFail(SettlementBillEntity, { id: billId });
    try {
      await fire(tx, billLife, row, event, { reason: 'why' });
      reached = row.status;
    } catch (error) {
      reached = (error as Error).message;
    }
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  return reached;
}

describe('every event in every state', () => {
  it('has the events of the table and no other', () => {
    const events = new Set(billMachine.transitions.map(({ event }) => event));
    events.delete('generate');
    expect([...events].sort()).toEqual(Object.keys(RULES).sort());
  });

  for (const [event, { by, moves }] of Object.entries(RULES)) {
    it(`${event}: ${Object.keys(moves).join(', ')}`, async () => {
      const answers: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const state of billMachine.states) {
        answers[state] = await answer(event, state, by);
        expected[state] = moves[state] ?? 'NOT_IN_THIS_STATE';
      }
      expect(answers).toEqual(expected);
      const [from] = Object.keys(moves);
      expect(await answer(event, from!, by === 'system' ? 'operator' : 'system')).toMatch(
        /may not do/,
      );
    });
  }
});
