/**
 * Invoices of partners to the marketplace, one for each countersigned bill (domain §4.9). The module owns the
 * notice, the registered documents and their life until they are found correct, and moves the bill on. It
 * refuses ordinary invoices, an amount, rate or split other than the bill's, and a number used before.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { billReactions, invoiceLists } from './bill-invoice.edge.ts';
import { invoiceCommands } from './invoice.commands.ts';
import { InvoiceEntity } from './invoice.entity.ts';
import { invoiceLife, lateOnce } from './invoice.life.ts';
import { invoice, invoiceRegistration } from './invoice.read.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';

export { type Invoice, InvoiceEntity } from './invoice.entity.ts';
export { invoiceLife } from './invoice.life.ts';
export { invoiceMachine } from './invoice.machine.ts';
export { invoice, invoiceRegistration } from './invoice.read.ts';
export { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';

export const invoices: DomainModule = {
  name: 'invoices',
  entities: [InvoiceEntity, InvoiceRegistrationEntity],
  reads: [invoice, invoiceRegistration],
  lifeCycles: [invoiceLife],
  commands: invoiceCommands,
  readEdges: invoiceLists,
  reactions: [lateOnce, ...billReactions],
};
