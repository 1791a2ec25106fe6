import { expect, test } from '@jest/globals';
import { loadDomain } from '../../server/schema.ts';

test('every command of a customer needs proof of the session, unless it says why not', async () => {
  const { commands } = await loadDomain();
  const ofCustomer = [...commands.values()].filter(({ roles }) => roles.includes('buyer'));
  const open = ofCustomer.filter(({ unproven }) => unproven !== undefined);
  expect(open.map(({ name }) => name).sort()).toEqual([
    // They send and take the code that proves the session.
    'customerProve',
    'customerSendCode',
    // The consent has a code of its own; a refusal binds the customer to nothing.
    'partnerBindingAccept',
    'partnerBindingApproveChange',
    'partnerBindingApproveUnbind',
    'partnerBindingConfirm',
    'partnerBindingDecline',
    'partnerBindingObject',
    'partnerBindingRejectChange',
    'partnerBindingRejectUnbind',
    'partnerBindingRequestChangeType',
    'partnerBindingRequestUnbind',
    'partnerBindingSendCode',
    'partnerBindingWithdraw',
  ]);
  expect(ofCustomer.length - open.length).toBeGreaterThan(15);
  const others = [...commands.values()].filter((one) => !ofCustomer.includes(one));
  expect(others.filter(({ unproven }) => unproven !== undefined)).toEqual([]);
});
