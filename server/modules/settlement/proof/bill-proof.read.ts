import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { SettlementBill } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { billFacts, billLineFacts } from '../derivation/derivation.read.ts';
import type { ProofFacts } from './proof.ts';

const object = (values: Readonly<Record<string, Sql>>): Sql =>
  sql`json_build_object(${sql.join(
    Object.entries(values).map(([name, value]) => sql`${sql.literal(name)}, ${value}`),
    ', ',
  )})`;
const minor = (amount: Sql): Sql => sql`(${amount})::text`;

/** JSON of {@link ProofFacts}. */
export function proofFacts(d: Columns<keyof SettlementBill & string>): Sql {
  const b = Columns.in('pb', SettlementBillLineEntity);
  const bill: Record<keyof ProofFacts['bill'], Sql> = {
    period: d.period,
    grossMinor: minor(d.grossMinor),
    netMinor: minor(d.netMinor),
    taxMinor: minor(d.taxMinor),
    carriedInMinor: minor(d.carriedInMinor),
    serviceVatRate: sql`${d.serviceVatRate}::text`,
  };
  const line: Record<keyof ProofFacts['lines'][number], Sql> = {
    orderNumber: b.orderNumber,
    orderPosition: b.orderPosition,
    kind: b.kind,
    productType: b.productType,
    month: b.month,
    cashMinor: minor(b.cashMinor),
    baseMinor: minor(b.baseMinor),
    shareRatio: sql`${b.shareRatio}::text`,
    strategy: b.strategy,
    productVatRate: sql`${b.productVatRate}::text`,
    serviceVatRate: sql`${b.serviceVatRate}::text`,
    settlementMinor: minor(b.settlementMinor),
    derivation: billLineFacts(b),
  };
  return object({
    number: d.number,
    seal: d.seal,
    bill: object(bill),
    derivations: object({
      gross: billFacts.gross(d),
      carriedIn: billFacts.carriedIn(d),
      net: billFacts.net(d),
      tax: billFacts.tax(d),
    }),
    lines: sql`(select json_agg(${object(line)} order by pb.position)
      from ${sql.table(SettlementBillLineEntity)} pb where pb.bill_id = ${d.id})`,
  });
}
