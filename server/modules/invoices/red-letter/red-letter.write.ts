import { calendar } from '../../../platform/calendar.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { difference, isTaken } from '../document/compare.read.ts';
import type { Invoice } from '../invoice.entity.ts';
import { InvoiceRegistrationEntity } from '../invoice-registration.entity.ts';
import { InvoiceRedLetterEntity } from './red-letter.entity.ts';

/** Fields of a red-letter document, as the partner enters them. */
export const redLetterFields = {
  originalNumber: field.text('Number of the returned document that it cancels.', { max: 20 }),
  number: field.text('Number on the red-letter document: 8 to 20 digits.', {
    min: 8,
    max: 20,
    pattern: /^\d+$/,
  }),
  confirmationNumber: field.text(
    'Number of the confirmation (红字发票信息确认单) or information sheet (红字信息表).',
    { min: 8, max: 40, pattern: /^[\dA-Z]+$/i },
  ),
  issuedOn: field.day('Date on the document; not in the future.'),
  amount: field.decimal(
    'Amount on the document, including tax, in CNY: negative, that of the returned document.',
  ),
};

export const redLetterInput = field.optional(
  field.object(
    () => redLetterShape,
    'Red-letter document of the returned one, unless it is registered already.',
  ),
);
const redLetterShape = inputShape('InvoiceRedLetterInput', 'Red-letter document.', redLetterFields);

export interface RedLetter {
  readonly originalNumber: string;
  readonly number: string;
  readonly confirmationNumber: string;
  readonly issuedOn: string;
  readonly amount: string;
}

/** The returned document of an invoice that no red-letter document cancels yet; undefined if none is left. */
export async function uncanceled(tx: Tx, row: Invoice) {
  const [found] = await tx.find(
    InvoiceRegistrationEntity,
    (d) => sql`${d.invoiceId} = ${row.id} and ${d.returnedAt} is not null
      and not exists (select 1 from ${sql.table(InvoiceRedLetterEntity)} l where l.registration_id = ${d.id})`,
    (d) => sql`${d.position}`,
  );
  return found;
}

/**
 * Registers the red-letter document of a returned document. Refuses one without an original, and an amount that is not
 * the negative of the original's; `prefix` is the path of the fields.
 */
export async function registerRedLetter(
  tx: Tx,
  row: Invoice,
  input: RedLetter,
  prefix: readonly string[] = [],
): Promise<void> {
  const original = await uncanceled(tx, row);
  const problems: UserError[] = [];
  const problem = (
    code: UserError['code'],
    name: keyof RedLetter,
    params: UserError['params'] = {},
  ) => problems.push({ code, field: [...prefix, name], params });
  if (original?.number !== input.originalNumber)
    problem('RED_LETTER_WITHOUT_ORIGINAL', 'originalNumber');
  else {
    const wrong = difference(-original.netMinor - original.taxMinor, money.parse(input.amount));
    if (wrong) problem('RED_LETTER_AMOUNT', 'amount', wrong);
  }
  if (input.issuedOn > calendar.localDate(tx.now)) problem('ISSUED_IN_FUTURE', 'issuedOn');
  if (await isTaken(tx, input.number)) problem('NUMBER_TAKEN', 'number', { number: input.number });
  refuse.ifAny(problems);
  tx.insert(InvoiceRedLetterEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    invoiceId: row.id,
    partnerId: row.partnerId,
    registrationId: original!.id,
    number: input.number,
    confirmationNumber: input.confirmationNumber,
    issuedOn: calendar.instantAt(input.issuedOn),
    grossMinor: money.parse(input.amount),
    registeredByName: tx.viewer.actorName,
  });
}
