/**
 * Invoices of partners to the marketplace, one for each countersigned bill (domain §4.9). The module owns the
 * notice, the registered documents and their life until they are found correct, and moves the bill on. It
 * refuses ordinary invoices, an amount, rate or split other than the bill's, and a number used before.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { billGuards, billReactions, invoiceLists } from './bill-invoice.edge.ts';
import { InvoiceFileResolver } from './document/invoice-file.resolver.ts';
import { invoiceCommands } from './invoice.commands.ts';
import { InvoiceEntity } from './invoice.entity.ts';
import { invoiceLife, lateOnce } from './invoice.life.ts';
import { deliveryDays, reissueDays } from './invoice.policies.ts';
import { invoice, invoiceRedLetter, invoiceRegistration } from './invoice.read.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';
import { billReceipt } from './receipt/receipt.edge.ts';
import { InvoiceRedLetterEntity } from './red-letter/red-letter.entity.ts';
import { invoicingSettingCommands } from './setting/invoicing-setting.commands.ts';
import { InvoicingSettingEntity } from './setting/invoicing-setting.entity.ts';
import { invoicingSetting } from './setting/invoicing-setting.read.ts';

export { type Invoice, InvoiceEntity } from './invoice.entity.ts';
export { invoiceLife } from './invoice.life.ts';
export { invoiceMachine } from './invoice.machine.ts';
export { invoice, invoiceRegistration } from './invoice.read.ts';
export { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';
export { registerPapers } from './paper/paper.route.ts';
export { InvoiceRedLetterEntity } from './red-letter/red-letter.entity.ts';
export { InvoicingSettingEntity } from './setting/invoicing-setting.entity.ts';
export { type Purchaser, purchaserOf } from './setting/purchaser.ts';

export const invoices: DomainModule = {
  name: 'invoices',
  policies: [reissueDays, deliveryDays],
  entities: [
    InvoiceEntity,
    InvoiceRegistrationEntity,
    InvoiceRedLetterEntity,
    InvoicingSettingEntity,
  ],
  reads: [invoice, invoiceRegistration, invoiceRedLetter, invoicingSetting],
  resolvers: [InvoiceFileResolver],
  lifeCycles: [invoiceLife],
  commands: [...invoiceCommands, ...invoicingSettingCommands],
  readEdges: [...invoiceLists, billReceipt],
  guards: billGuards,
  reactions: [lateOnce, ...billReactions],
};
