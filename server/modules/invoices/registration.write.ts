import { calendar } from '../../platform/calendar.ts';
import { field } from '../../platform/command/input.ts';
import type { Tx } from '../../platform/command/types.ts';
import { Refusal, refuse, type UserError } from '../../platform/errors.ts';
import { money, Ratio } from '../../platform/money.ts';
import type { ReasonCode } from '../../platform/reasons.ts';
import { sql } from '../../platform/sql/sql.ts';
import { priceInput, rateInput } from '../catalog/index.ts';
import { TaxpayerProfileEntity } from '../partners/index.ts';
import { invoiceSplit, serviceVatRate } from '../settlement/index.ts';
import type { Invoice } from './invoice.entity.ts';
import { InvoiceKindEnum } from './invoice.type.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';

/** Fields of an invoice document, as the partner enters them. */
export const registrationFields = {
  kind: field.word(InvoiceKindEnum, 'Kind; only a VAT special invoice is accepted.'),
  number: field.text(
    'Number on the document: 20 digits for an electronic one; for a paper one its code followed by its number, or the number alone.',
    { min: 8, max: 20, pattern: /^\d+$/ },
  ),
  issuedOn: field.day('Date on the document; not in the future.'),
  amount: priceInput(
    'Amount on the document, including tax, in CNY: equal to that of the bill, to the fen.',
  ),
  vatRate: rateInput('VAT rate on the document: the one in force for the partner on that day.'),
  netAmount: priceInput(
    'Amount without tax on the document: amount ÷ (1 + rate), rounded to the fen.',
  ),
  taxAmount: priceInput('Tax on the document: amount less net amount.'),
};

export interface Registration {
  readonly kind: keyof typeof InvoiceKindEnum;
  readonly number: string;
  readonly issuedOn: string;
  readonly amount: string;
  readonly vatRate: string;
  readonly netAmount: string;
  readonly taxAmount: string;
}

const problem = (
  code: ReasonCode,
  field: string,
  params: Record<string, string> = {},
): UserError => ({
  code,
  field: [field],
  params,
});

/**
 * Returns the error for a wrong amount, with the expected amount, the given one and their difference, in yuan
 * and in fen.
 */
function mismatch(code: ReasonCode, field: string, text: string, expected: bigint): UserError[] {
  const given = money.parse(text);
  if (given === expected) return [];
  const fen = given > expected ? given - expected : expected - given;
  return [
    problem(code, field, {
      expected: money.format(expected),
      given: money.format(given),
      side: given > expected ? 'MORE' : 'LESS',
      difference: money.format(fen),
      fen: String(fen),
    }),
  ];
}

/** Returns all errors of a document (domain §4.9), so that the partner can correct them together. */
async function problemsOf(tx: Tx, row: Invoice, input: Registration): Promise<UserError[]> {
  const problems: UserError[] = [];
  if (input.kind !== 'VAT_SPECIAL') problems.push(problem('ORDINARY_INVOICE', 'kind'));
  if (input.issuedOn > calendar.localDate(tx.now))
    problems.push(problem('ISSUED_IN_FUTURE', 'issuedOn'));
  problems.push(...mismatch('AMOUNT_MISMATCH', 'amount', input.amount, row.grossMinor));

  const [profile] = await tx.find(TaxpayerProfileEntity, (d) => sql`${d.id} = ${row.partnerId}`);
  if (!profile) throw refuse('NO_TAX_PROFILE');
  const rate = await serviceVatRate(tx, profile.taxpayerType, calendar.instantAt(input.issuedOn));
  if (Ratio.text(rate) !== Ratio.text(input.vatRate))
    problems.push(problem('RATE_MISMATCH', 'vatRate', { expected: rate, given: input.vatRate }));
  const { net, tax } = invoiceSplit(row.grossMinor, rate);
  problems.push(...mismatch('NET_MISMATCH', 'netAmount', input.netAmount, net));
  problems.push(...mismatch('TAX_MISMATCH', 'taxAmount', input.taxAmount, tax));

  // Serializes registrations of the same number, so that none reaches the unique constraint.
  tx.lock('InvoiceNumber', input.number);
  const [taken] = await tx.rows<{ held: boolean }>(
    sql`select guard_invoice_number_taken(${input.number}) as held`,
  );
  if (taken!.held) problems.push(problem('NUMBER_TAKEN', 'number', { number: input.number }));
  return problems;
}

/** Registers the first document of an invoice, or a new one after a return. */
export async function registerDocument(tx: Tx, row: Invoice, input: Registration): Promise<void> {
  const problems = await problemsOf(tx, row, input);
  if (problems.length > 0) throw new Refusal(problems);
  const document = {
    number: input.number,
    issuedOn: calendar.instantAt(input.issuedOn),
    vatRate: input.vatRate,
    netMinor: money.parse(input.netAmount),
    taxMinor: money.parse(input.taxAmount),
  };
  Object.assign(row, document, {
    delivery: null,
    carrier: null,
    trackingNumber: null,
    mailbox: null,
    sentAt: null,
    signedAt: null,
    signedByName: null,
    verifyDueAt: null,
  });
  const earlier = await tx.find(InvoiceRegistrationEntity, (d) => sql`${d.invoiceId} = ${row.id}`);
  tx.insert(InvoiceRegistrationEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    invoiceId: row.id,
    partnerId: row.partnerId,
    position: earlier.length + 1,
    kind: input.kind,
    ...document,
    registeredByName: tx.viewer.actorName,
    returnedAt: null,
    returnReason: null,
  });
}
