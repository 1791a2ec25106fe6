import { invoiceSplit } from '../../../server/modules/settlement/index.ts';
import { calendar } from '../../../server/platform/calendar.ts';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Caller } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { countersigned, type Money, run } from '../settlement/bills.ts';

export interface Notice {
  /** Global id of the invoice. */
  readonly id: string;
  /** UUID of its bill. */
  readonly billId: string;
  readonly grossMinor: bigint;
}

let serial = 10_000_000;
/** An unused invoice number. */
export const freshNumber = (): string => `2531${++serial}00000000`;

/**
 * Countersigned bills of the stage's partner for `count` months up to February, each with its invoice to be
 * issued.
 */
export async function notices(stage: Stage, count = 1): Promise<readonly Notice[]> {
  const made: Notice[] = [];
  // A run reads the certification of its day, which for the earlier months is long past.
  await stage.world.rows(sql`update partner_certification set since = since - interval '3 years'`);
  for (let back = count - 1; back >= 0; back--) {
    const month = calendar.plusMonths('2026-02', -back);
    await ordered(stage, {
      placedAt: calendar.instantAt(`${month}-10`),
      lines: [{ listMinor: 1_000_000n }],
    });
    for (const billId of await run(stage, month)) {
      await countersigned(stage, billId);
      const [row] = await stage.world.rows<{ id: string; gross: string }>(
        sql`select id, gross_minor::text as gross from invoice where bill_id = ${billId}`,
      );
      made.push({ id: `ivc_${row!.id}`, billId, grossMinor: BigInt(row!.gross) });
    }
  }
  return made;
}

/** A correct document for an invoice at 6 %, issued on the world's first day, with the given changes. */
export function documentOf({ id, grossMinor }: Notice, changes: object = {}) {
  const { net, tax } = invoiceSplit(grossMinor, '0.06');
  return {
    id,
    kind: 'VAT_SPECIAL',
    number: freshNumber(),
    issuedOn: '2026-03-02',
    amount: money.format(grossMinor),
    vatRate: '0.06',
    netAmount: money.format(net),
    taxAmount: money.format(tax),
    ...changes,
  };
}

/** Has the invoice of a countersigned bill issued, delivered and verified: the bill is to be paid then. */
export async function payable(
  { world, operator }: Stage,
  { finance }: Money,
  billId: string,
): Promise<void> {
  const [row] = await world.rows<{ id: string; gross: string }>(
    sql`select id, gross_minor::text as gross from invoice where bill_id = ${billId}`,
  );
  const id = `ivc_${row!.id}`;
  const issuedOn = calendar.localDate(world.clock.now());
  await finance.mutate(
    'invoiceRegister',
    documentOf({ id, billId, grossMinor: BigInt(row!.gross) }, { issuedOn }),
  );
  await finance.mutate('invoiceSend', {
    id,
    delivery: 'COURIER',
    carrier: '顺丰速运',
    trackingNumber: 'SF1234567890',
  });
  await operator.mutate('invoiceSignFor', { id, signedByName: '前台' });
  await operator.mutate('invoiceVerify', { id });
}

export async function invoiceOf(viewer: Caller, id: string, fields = 'status'): Promise<any> {
  return (await viewer.ask(`{ invoice(by: { id: "${id}" }) { ${fields} } }`)).invoice;
}

/** The red-letter document that cancels a returned one, with the given changes. */
export const redLetterOf = (
  { grossMinor }: Notice,
  originalNumber: string,
  changes: object = {},
) => ({
  originalNumber,
  number: freshNumber(),
  confirmationNumber: '31000026031000000001',
  issuedOn: '2026-03-02',
  amount: money.format(-grossMinor),
  ...changes,
});
