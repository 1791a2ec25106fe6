import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { MembershipEntity, UserEntity } from '../../identity/index.ts';
import { SettlementBillEntity } from './bill.entity.ts';

/** Signature of one operator under the seal of a bill (会签); two people sign each bill (domain §4.8). */
export const SettlementBillSignatureEntity = aggregate({
  name: 'SettlementBillSignature',
  // The countersignature is internal to the marketplace.
  parties: { operator: ALL },
  properties: {
    ...p.base(),
    billId: () => p.ref(SettlementBillEntity),
    memberId: () => p.ref(MembershipEntity),
    /** 1 for the first signature, 2 for the second. */
    position: p.integer(),
    /** One person may be a member twice. */
    userId: () => p.ref(UserEntity),
    signedByName: p.text(),
    reason: p.text(),
    /** Seal of the bill that was signed. */
    seal: p.text(),
  },
  indexes: [
    { name: 'settlement_bill_signature_of_bill', properties: ['billId', 'position', 'id'] },
  ],
  checks: [{ name: 'settlement_bill_signature_two', expression: 'position in (1, 2)' }],
  uniques: [
    { name: 'settlement_bill_signature_position', properties: ['billId', 'position'] },
    { name: 'settlement_bill_signature_once', properties: ['billId', 'userId'] },
  ],
  triggers: trigger.appendOnly('settlement_bill_signature', 'signatures'),
});
