import { beforeAll, describe, expect, it } from '@jest/globals';
import { invoiceLife, invoiceMachine } from '../../../server/modules/invoices/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byDryRun, byFiring, describeMatrix, type Rules } from '../../kit/matrix.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { certified, type Money } from '../settlement/bills.ts';
import { documentOf, invoiceOf, type Notice, notices, redLetterOf } from './notices.ts';

/** The table of domain §4.9, written independently: event → from → to. Every other event is refused. */
const RULES: Rules = {
  register: { NOTIFIED: 'ISSUED', ISSUED: 'ISSUED', RETURNED: 'ISSUED' },
  registerRedLetter: { RETURNED: 'RETURNED' },
  send: { ISSUED: 'MAILED', MAILED: 'MAILED' },
  signFor: { MAILED: 'SIGNED' },
  verify: { SIGNED: 'VERIFIED' },
  return: { SIGNED: 'RETURNED' },
  lapse: { NOTIFIED: 'NOTIFIED', ISSUED: 'ISSUED', MAILED: 'MAILED', RETURNED: 'RETURNED' },
};
const STATES = invoiceMachine.states;

/** The events that bring an invoice into each state. */
const WAY: Record<string, readonly string[]> = {
  NOTIFIED: [],
  ISSUED: ['register'],
  MAILED: ['register', 'send'],
  SIGNED: ['register', 'send', 'signFor'],
  VERIFIED: ['register', 'send', 'signFor', 'verify'],
  RETURNED: ['register', 'send', 'signFor', 'return'],
};

const stage = testStage('invoice matrix', setStage);
let money: Money;
const byState = new Map<string, Notice>();

/** Number of the returned document, by the id of its invoice. */
const returned = new Map<string, string>();

function inputOf(event: string, notice: Notice): Record<string, unknown> {
  const { id } = notice;
  const number = returned.get(id);
  const redLetter = redLetterOf(notice, number ?? '00000000');
  switch (event) {
    case 'register':
      return { ...documentOf(notice), ...(number && { redLetter }) };
    case 'registerRedLetter':
      return { id, ...redLetter };
    case 'send':
      return { id, delivery: 'COURIER', carrier: '顺丰', trackingNumber: 'SF1' };
    case 'return':
      return { id, reason: '抬头有误' };
    default:
      return { id };
  }
}
const mutation = (event: string): string =>
  `invoice${event.charAt(0).toUpperCase()}${event.slice(1)}`;
const callerOf = (event: string): Caller =>
  event.startsWith('register') || event === 'send' ? money.finance : stage.operator;

beforeAll(async () => {
  money = await certified(stage);
  const made = await notices(stage, STATES.length);
  for (const [i, state] of STATES.entries()) {
    const notice = made[i]!;
    for (const event of WAY[state]!)
      await callerOf(event).mutate(mutation(event), inputOf(event, notice));
    if (state === 'RETURNED')
      returned.set(notice.id, (await invoiceOf(money.finance, notice.id, 'number')).number);
    byState.set(state, notice);
  }
});

const bySystem = byFiring({
  world: () => stage.world,
  id: (state) => byState.get(state)!.id,
  by: () => null,
});

describeMatrix(invoiceLife, RULES, async (event, state, life) => {
  if (event === 'lapse') return await bySystem(event, state, life);
  const input = inputOf(event, byState.get(state)!);
  return await byDryRun(callerOf(event), life, event, input);
});

describe('the machine of invoices', () => {
  it('agrees with the actions of the partner and the operator', async () => {
    for (const state of STATES)
      for (const caller of [money.finance, stage.manager, stage.operator]) {
        const { id } = byState.get(state)!;
        const row = await invoiceOf(caller, id, 'status viewerActions { name enabled }');
        expect(row.status).toBe(state);
        expect(row.viewerActions.length).toBeGreaterThan(0);
        for (const { name, enabled } of row.viewerActions) {
          const mine = callerOf(name) === caller;
          expect([state, name, enabled]).toEqual([state, name, mine && state in RULES[name]!]);
        }
      }
  });

  it('the database refuses a state without its required columns', async () => {
    for (const [state, set, constraint] of [
      ['NOTIFIED', `status = 'ISSUED'`, 'invoice_registered'],
      ['ISSUED', `status = 'MAILED'`, 'invoice_sent'],
      ['ISSUED', 'net_minor = net_minor + 1', 'invoice_split'],
      ['MAILED', `status = 'SIGNED'`, 'invoice_signed'],
      ['MAILED', `mailbox = 'a@example.com'`, 'invoice_delivery'],
      ['SIGNED', `status = 'VERIFIED'`, 'invoice_verified'],
      ['SIGNED', `status = 'RETURNED'`, 'invoice_returned'],
    ] as const) {
      const id = byState.get(state)!.id.slice(4);
      const changed = stage.world.rows(sql.raw(`update invoice set ${set} where id = '${id}'`));
      await expect(changed).rejects.toMatchObject({ constraint });
    }
  });
});
