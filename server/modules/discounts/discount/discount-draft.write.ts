import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import { field, inputShape } from '../../../platform/command/input.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { explainFloor, type FloorSlot } from '../../authorizations/index.ts';
import { mustBeSold, priceInput, rateInput, specification } from '../../catalog/index.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { searchKey } from '../../partners/index.ts';
import type { ExclusiveDiscount } from './discount.entity.ts';
import { bound } from './discount.facts.ts';
import {
  formsOf,
  type LineInput,
  priceLines,
  replaceLines,
  totalsOf,
  writeLines,
} from './discount-lines.write.ts';

const line = inputShape(
  'ExclusiveDiscountLineInput',
  'Price of one specification: either a pay rate or a net price.',
  {
    specificationId: field.id(() => specification, 'Specification of the product.', {
      unseen: 'the command prices only the specifications of the product, which is checked',
    }),
    payRate: field.optional(
      rateInput(
        'Pay rate: share of the list price that the customer pays, above 0 to 1, at most six decimals.',
      ),
    ),
    netPrice: field.optional(priceInput('Net price for one period in CNY, at most two decimals.')),
  },
);

/**
 * Line with exactly one of the two prices. `@oneOf` cannot express it, because the id is required as well.
 */
export const lineInput = {
  ...line,
  schema: line.schema.refine(
    ({ payRate, netPrice }) => (payRate === undefined) !== (netPrice === undefined),
    'RATE_OR_PRICE',
  ),
};

export const linesInput = field.list(
  field.object(() => lineInput, 'Lines, one for each specification.'),
  { min: 1, max: 100 },
);

export const NAME_MAX = 100;

/** Fields that a partner sets when creating or changing a draft. */
export const draftFields = {
  name: field.text("Name that the customer sees, unique among the partner's open discounts.", {
    max: NAME_MAX,
  }),
  lines: linesInput,
  validFrom: field.instant('First instant of the price; must be in the future at submission.'),
  validUntil: field.instant('First instant after the price.'),
  note: field.optional(field.text('Note for the reviewers.', { max: 1000 })),
};

export interface DraftInput {
  readonly name: string;
  readonly lines: readonly LineInput[];
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly note?: string;
}

function checkPeriod({ validFrom, validUntil }: DraftInput): void {
  if (validFrom >= validUntil) throw refuse('END_BEFORE_START', 'validUntil');
}

export const discountNumbers = documentNumbers('EXD', 'exclusive_discount_serial');

/**
 * Reads the inputs of a draft's prices. The product may not be authorized yet: until then the product's floor
 * applies.
 */
async function pricing(tx: Tx, slot: Omit<FloorSlot, 'at' | 'isNow'>) {
  const [{ goods, floor }, forms] = await Promise.all([
    explainFloor(tx, { ...slot, at: tx.now, isNow: true }),
    formsOf(tx, slot.productId),
  ]);
  return { goods, forms, floor: floor?.payRate ?? goods.floorPayRate };
}

interface Known {
  readonly bound: boolean;
  readonly customerName: string;
  readonly serial: string;
}

const [partnerArg, customerArg] = ['partnerId', 'customerId'].map(
  (name) => sql`${sql.arg(name)}::uuid`,
) as [Sql, Sql];
const question = sql.template(sql`
  select ${bound(partnerArg, customerArg)} as bound,
    (select c.name from ${sql.table(CustomerEntity)} c where c.id = ${customerArg}) as "customerName",
    ${discountNumbers.serial} as serial`);

/** Returns a new draft with its priced lines, not written yet. */
export async function draft(tx: Tx, input: DraftInput & { customerId: string; productId: string }) {
  const partnerId = tx.viewer.tenantId;
  const { customerId, productId } = input;
  const id = tx.newId();
  const [[known], { goods, forms, floor }] = await Promise.all([
    tx.rows<Known>(question, { partnerId, customerId }),
    pricing(tx, { partnerId, customerId, productId }),
  ]);
  const { bound: isBound, customerName, serial } = known!;
  if (!isBound) throw refuse('CUSTOMER_NOT_BOUND', 'customerId');
  checkPeriod(input);
  mustBeSold(goods);
  const lines = priceLines(forms, floor, input.lines);
  const number = discountNumbers.of(tx.now, serial);
  const facts = {
    id,
    createdAt: tx.now,
    partnerId,
    sellerId: goods.sellerId,
    customerId: input.customerId,
    productId: goods.id,
    number,
    name: input.name,
    customerName,
    productName: goods.name,
    searchKey: searchKey(number, input.name, customerName, goods.name),
    status: 'DRAFT',
    origin: 'PARTNER',
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    note: input.note ?? null,
    ...totalsOf(lines),
    createdById: tx.viewer.memberId,
  } as const;
  const write = (row: ExclusiveDiscount) => writeLines(tx, row, floor, lines);
  return { facts, write };
}

/** Writes the changes of a draft and clears the decision columns; the decision stays in the history. */
export async function rewriteDraft(
  tx: Tx,
  row: ExclusiveDiscount,
  input: DraftInput,
): Promise<void> {
  checkPeriod(input);
  const { forms, floor } = await pricing(tx, row);
  const lines = priceLines(forms, floor, input.lines);
  Object.assign(row, {
    name: input.name,
    searchKey: searchKey(row.number, input.name, row.customerName, row.productName),
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    note: input.note ?? null,
    ...totalsOf(lines),
    justification: null,
    submittedAt: null,
    decidedAt: null,
    decidedByName: null,
    decisionReason: null,
    specialDecidedAt: null,
    specialDecidedByName: null,
    specialReason: null,
  });
  row.status = 'DRAFT';
  await replaceLines(tx, row, floor, lines);
}
