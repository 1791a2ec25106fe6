import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { money, Ratio } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { TaxpayerProfileEntity } from '../../partners/index.ts';
import { invoiceSplit, serviceVatRate } from '../../settlement/index.ts';
import type { Invoice } from '../invoice.entity.ts';
import { type InvoiceDocument, sameText } from './invoice-document.ts';

export type DocumentField = keyof InvoiceDocument;

/** One field of a document beside what it must be. */
export interface Compared {
  readonly field: DocumentField;
  /** Null if the document does not say it. */
  readonly given: string | null;
  /** Null if any value will do, such as a number that is not registered yet. */
  readonly expected: string | null;
  readonly problem: UserError | null;
}

/** Compares a document with the bill, the partner's profile and the notice (domain §4.9): each field with its problem. */
export async function compareDocument(
  tx: Tx,
  row: Invoice,
  document: InvoiceDocument,
): Promise<Compared[]> {
  const [profile] = await tx.find(TaxpayerProfileEntity, (d) => sql`${d.id} = ${row.partnerId}`);
  if (!profile) throw refuse('NO_TAX_PROFILE');
  const today = calendar.localDate(tx.now);
  const { number, issuedOn } = document;
  const rate = await serviceVatRate(
    tx,
    profile.taxpayerType,
    calendar.instantAt(issuedOn ?? today),
  );
  const { net, tax } = invoiceSplit(row.grossMinor, rate);
  const isCorrected = row.status === 'ISSUED' && number === row.number;
  const taken = number !== undefined && !isCorrected && (await isTaken(tx, number));

  /** A field with its expected value; `wrong` is the code and parameters if the given one differs. */
  const field = (
    name: DocumentField,
    expected: string | null,
    code: ReasonCode,
    differs: (given: string) => UserError['params'] | null,
  ): Compared => {
    const given = document[name];
    const params = given === undefined ? null : differs(given);
    // The parties are no fields of the form: they are read from a file only.
    const at = /Title|TaxNumber/.test(name) ? 'attachmentIds' : name;
    return {
      field: name,
      given: given ?? null,
      expected,
      problem: params && { code, field: [at], params },
    };
  };
  const amount = (name: DocumentField, code: ReasonCode, expected: bigint): Compared =>
    field(name, money.format(expected), code, (text) => difference(expected, money.parse(text)));
  const text = (name: DocumentField, code: ReasonCode, expected: string | null): Compared =>
    field(name, expected, code, (given) =>
      expected === null || sameText(expected, given) ? null : { expected, given },
    );
  return [
    amount('amount', 'AMOUNT_MISMATCH', row.grossMinor),
    amount('taxAmount', 'TAX_MISMATCH', tax),
    amount('netAmount', 'NET_MISMATCH', net),
    field('vatRate', rate, 'RATE_MISMATCH', (given) =>
      Ratio.text(rate) === Ratio.text(given) ? null : { expected: rate, given },
    ),
    field('kind', 'VAT_SPECIAL', 'ORDINARY_INVOICE', (kind) =>
      kind === 'VAT_SPECIAL' ? null : {},
    ),
    field('number', null, 'NUMBER_TAKEN', (given) => (taken ? { number: given } : null)),
    field('issuedOn', null, 'ISSUED_IN_FUTURE', (day) => (day > today ? {} : null)),
    text('purchaserTitle', 'PURCHASER_TITLE_MISMATCH', row.purchaserTitle ?? null),
    text('purchaserTaxNumber', 'PURCHASER_TAX_NUMBER_MISMATCH', row.purchaserTaxNumber ?? null),
    text('sellerTitle', 'SELLER_TITLE_MISMATCH', profile.invoiceTitle),
    text('sellerTaxNumber', 'SELLER_TAX_NUMBER_MISMATCH', profile.taxNumber),
  ];
}

/** The difference of two amounts in yuan and in fen; null if they are equal. */
export function difference(expected: bigint, given: bigint): UserError['params'] | null {
  if (given === expected) return null;
  const fen = given > expected ? given - expected : expected - given;
  return {
    expected: money.format(expected),
    given: money.format(given),
    side: given > expected ? 'MORE' : 'LESS',
    difference: money.format(fen),
    fen: String(fen),
  };
}

/** Whether the number is registered, of whichever partner. Serializes registrations of the same number. */
export async function isTaken(tx: Tx, number: string): Promise<boolean> {
  tx.lock('InvoiceNumber', number);
  const [taken] = await tx.rows<{ held: boolean }>(
    sql`select guard_invoice_number_taken(${number}) as held`,
  );
  return taken!.held;
}
