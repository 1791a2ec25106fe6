import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { accountInput, taxNumberInput } from '../../partners/index.ts';
import { InvoiceEntity } from '../invoice.entity.ts';
import { InvoicingSettingEntity } from './invoicing-setting.entity.ts';
import { invoicingSetting } from './invoicing-setting.read.ts';
import type { Purchaser } from './purchaser.ts';

const set = command({
  name: 'invoicingSettingSet',
  description:
    'Sets the invoicing data of the site (开票资料) from an instant on. Invoices keep the data of their notice; an invoice without any gets these.',
  roles: ['operator'],
  fields: {
    title: field.text('Title on invoices.', { max: 100 }),
    taxNumber: taxNumberInput,
    bankName: field.text('Bank and branch.', { max: 100 }),
    bankAccount: accountInput,
    address: field.text('Registered address.'),
    phone: field.text('Registered telephone number.', { max: 40 }),
    recipientName: field.text('Recipient of paper invoices.', { max: 60 }),
    recipientPhone: field.text('Telephone number of the recipient.', { max: 40 }),
    recipientAddress: field.text('Postal address for paper invoices.'),
    recipientMailbox: field.mailAddress('Mail address for electronic invoices.'),
    effectiveFrom: field.optional(
      field.instant('Time from which the data apply; by default now. Not in the past.'),
    ),
    reason: field.reason('Reason; recorded in the audit.'),
  },
  payload: { invoicingSetting: () => invoicingSetting },
  idempotent: true,
  freshProof: true,
  async run(tx, input) {
    const { title, taxNumber, bankName, bankAccount, address, phone, reason, ...rest } = input;
    const { effectiveFrom = tx.now, ...recipient } = rest;
    if (effectiveFrom < tx.now) throw refuse('IN_THE_PAST', 'effectiveFrom');
    const purchaser: Purchaser = {
      purchaserTitle: title,
      purchaserTaxNumber: taxNumber,
      purchaserBankName: bankName,
      purchaserBankAccount: bankAccount,
      purchaserAddress: address,
      purchaserPhone: phone,
      ...recipient,
    };
    const id = tx.newId();
    tx.insert(InvoicingSettingEntity, {
      id,
      createdAt: tx.now,
      ...purchaser,
      effectiveFrom,
      setBy: tx.viewer.actorName,
      reason,
    });
    if (effectiveFrom <= tx.now)
      tx.update(InvoiceEntity, (d) => sql`${d.purchaserTitle} is null`, purchaser);
    tx.audit({
      action: 'invoicingSettingSet',
      subjectType: 'InvoicingSetting',
      subjectId: id,
      detail: { ...purchaser, effectiveFrom: effectiveFrom.toISOString(), reason },
    });
    return { invoicingSetting: id };
  },
});

export const invoicingSettingCommands: readonly AnyCommand[] = [set];
