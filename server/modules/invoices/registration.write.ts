import { calendar } from '../../platform/calendar.ts';
import { attachments } from '../../platform/command/attach.ts';
import { field } from '../../platform/command/input.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse, type UserError } from '../../platform/errors.ts';
import { money, Ratio } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { priceInput, rateInput } from '../catalog/index.ts';
import { attachedDocument } from './document/attached-document.ts';
import { compareDocument } from './document/compare.read.ts';
import { type InvoiceDocument, sameText } from './document/invoice-document.ts';
import { type Invoice, NOT_SENT } from './invoice.entity.ts';
import { InvoiceKindEnum } from './invoice.type.ts';
import { InvoiceRegistrationEntity } from './invoice-registration.entity.ts';
import {
  type RedLetter,
  redLetterInput,
  registerRedLetter,
  uncanceled,
} from './red-letter/red-letter.write.ts';

const entered = {
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

/** Fields of an invoice document. With a file, only those that the file lacks are entered. */
export const registrationFields = {
  kind: field.optional(entered.kind),
  number: field.optional(entered.number),
  issuedOn: field.optional(entered.issuedOn),
  amount: field.optional(entered.amount),
  vatRate: field.optional(entered.vatRate),
  netAmount: field.optional(entered.netAmount),
  taxAmount: field.optional(entered.taxAmount),
  attachmentIds: field.optional(
    field.attachments(
      'Files of the document: the XML, OFD or PDF of an electronic invoice is read and compared.',
      { max: 5 },
    ),
  ),
  redLetter: redLetterInput,
};

const ENTERED = Object.keys(entered) as (keyof typeof entered)[];

export interface Registration extends Pick<InvoiceDocument, keyof typeof entered> {
  readonly attachmentIds?: readonly string[];
  readonly redLetter?: RedLetter;
}
type Complete = Required<Pick<InvoiceDocument, keyof typeof entered>>;

const isFigure = (name: keyof typeof entered): boolean => /amount|rate/i.test(name);
/** Whether two texts of a field mean the same: amounts and rates by value. */
const isSame = (name: keyof typeof entered, a: string, b: string): boolean =>
  isFigure(name) ? Ratio.of(a).compare(Ratio.of(b)) === 0 : sameText(a, b);

/** Joins a file and the entered fields. Refuses a missing field, and one that differs from the file. */
function complete(file: InvoiceDocument, input: Registration): InvoiceDocument & Complete {
  const problems: UserError[] = [];
  for (const name of ENTERED) {
    const [read, typed] = [file[name], input[name]];
    if (read === undefined && typed === undefined)
      problems.push({ code: 'BLANK', field: [name], params: {} });
    if (read !== undefined && typed !== undefined && !isSame(name, read, typed))
      problems.push({
        code: 'DIFFERS_FROM_FILE',
        field: [name],
        params: { expected: read, given: typed },
      });
  }
  refuse.ifAny(problems);
  const typed = Object.fromEntries(ENTERED.map((name) => [name, input[name]]));
  return { ...typed, ...file } as InvoiceDocument & Complete;
}

/** Registers the first document of an invoice, or a new one after a return, or corrects one that is not sent yet. */
export async function registerDocument(tx: Tx, row: Invoice, input: Registration): Promise<void> {
  const files = input.attachmentIds ?? [];
  const read = await attachedDocument(tx, files);
  const document = complete(read?.document ?? {}, input);
  const compared = await compareDocument(tx, row, document);
  const problems = compared.flatMap(({ problem }) => problem ?? []);
  refuse.ifAny(problems);

  if (input.redLetter?.number === document.number)
    throw refuse('NUMBER_TAKEN', 'redLetter.number', { number: document.number });
  if (input.redLetter) await registerRedLetter(tx, row, input.redLetter, ['redLetter']);
  else if (await uncanceled(tx, row)) throw refuse('RED_LETTER_REQUIRED', 'redLetter');

  const values = {
    number: document.number,
    issuedOn: calendar.instantAt(document.issuedOn),
    vatRate: document.vatRate,
    netMinor: money.parse(document.netAmount),
    taxMinor: money.parse(document.taxAmount),
  };
  Object.assign(row, values, NOT_SENT);
  const earlier = await tx.find(InvoiceRegistrationEntity, (d) => sql`${d.invoiceId} = ${row.id}`);
  const current = earlier.find(({ returnedAt }) => returnedAt == null);
  const id = current?.id ?? tx.newId();
  const registered = {
    kind: document.kind,
    ...values,
    fileFormat: read?.format ?? null,
    registeredByName: tx.viewer.actorName,
  };
  if (current) tx.update(InvoiceRegistrationEntity, (d) => sql`${d.id} = ${id}`, registered);
  else
    tx.insert(InvoiceRegistrationEntity, {
      id,
      createdAt: tx.now,
      invoiceId: row.id,
      partnerId: row.partnerId,
      position: earlier.length + 1,
      ...registered,
      returnedAt: null,
      returnReason: null,
    });
  const subject = {
    type: 'InvoiceRegistration',
    id,
    partnerId: row.partnerId,
    sellerId: null,
    customerId: null,
    entity: InvoiceRegistrationEntity,
  };
  await attachments.add(tx, files, subject, { readers: 'PARTIES' });
}
