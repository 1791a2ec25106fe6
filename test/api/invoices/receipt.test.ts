import { beforeAll, expect, test } from '@jest/globals';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { certified, type Money } from '../settlement/bills.ts';
import { documentOf, notices } from './notices.ts';

const world = testWorld('receipt');
let stage: Stage;
let members: Money;
beforeAll(async () => {
  stage = await setStage(world);
  members = await certified(stage);
});

const ASK = `query($id: ID!) { settlementBill(by: { id: $id }) {
  status expectedReceipt { on isProvisional conditions signedForBy unauthorizedLines } } }`;

const receipt = async (caller: Caller, billId: string) =>
  (await caller.ask(ASK, { id: `stl_${billId}` })).settlementBill;

test('a bill says when it is paid and what must happen before, until it is paid', async () => {
  const { finance } = members;
  const { operator } = stage;
  const [notice] = await notices(stage);
  const { id, billId } = notice!;
  // Countersigned on Monday, 2 March 2026: three, two and six working days.
  expect(await receipt(finance, billId)).toMatchObject({
    status: 'AWAITING_INVOICE',
    expectedReceipt: {
      on: '2026-03-17',
      isProvisional: false,
      signedForBy: '2026-03-05',
      conditions: ['INVOICE_SIGNED_FOR', 'INVOICE_VERIFIED', 'PAYMENT_AUTHORIZED'],
      unauthorizedLines: 1,
    },
  });
  await finance.mutate('invoiceRegister', documentOf(notice!));
  await finance.mutate('invoiceSend', { id, delivery: 'ELECTRONIC', mailbox: 'a@ops.example' });
  await operator.mutate('invoiceSignFor', { id, signedByName: '孙正' });
  expect(await receipt(operator, billId)).toMatchObject({
    status: 'VERIFYING_INVOICE',
    expectedReceipt: {
      on: '2026-03-12',
      signedForBy: null,
      conditions: ['INVOICE_VERIFIED', 'PAYMENT_AUTHORIZED'],
    },
  });
  await operator.mutate('invoiceVerify', { id });
  expect(await receipt(finance, billId)).toMatchObject({
    status: 'PAYING',
    expectedReceipt: { on: '2026-03-10', conditions: ['PAYMENT_AUTHORIZED'] },
  });
  // A rep may not read the bill, another partner does not see it.
  const rep = await world.member(stage.partner, 'csp.rep', '吴桐');
  await expect(receipt(rep, billId)).rejects.toThrow();
});
