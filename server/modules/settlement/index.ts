/**
 * Settlement: monthly earnings of partners (domain §3.1, §4.8, §5). The module owns the formulas, the monthly
 * bill run and the life cycle of a bill up to its payment. It refuses to bill a line twice, or before it took
 * effect, was accepted and repaid, and to change a sent bill.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { billCommands } from './bill.commands.ts';
import { SettlementBillEntity } from './bill.entity.ts';
import { billLife, countersignAtOnce } from './bill.life.ts';
import { settlementBill, settlementBillLine, settlementBillSignature } from './bill.read.ts';
import { SettlementBillLineEntity } from './bill-line.entity.ts';
import { billLists } from './bill-lists.edge.ts';
import { billLineFilters, billProof } from './bill-proof.edge.ts';
import { billingReport } from './billing.report.ts';
import { billDerivations, billLineDerivation, orderLineDerivations } from './derivation.edge.ts';
import { orderLineBilling } from './order-line-billing.edge.ts';
import { SettlementRunEntity } from './run.entity.ts';
import { SettlementRunPartnerEntity } from './run-partner.entity.ts';
import { settlementPolicies } from './settlement.policies.ts';
import { settlementReport } from './settlement.report.ts';
import { SettlementBillSignatureEntity } from './signature.entity.ts';

export { billParties, type SettlementBill, SettlementBillEntity } from './bill.entity.ts';
export { billLife, workingDaysAhead } from './bill.life.ts';
export { billMachine } from './bill.machine.ts';
export { settlementBill, settlementBillLine } from './bill.read.ts';
export { SettlementBillLineEntity } from './bill-line.entity.ts';
export { billRuns, runBills } from './bill-run.job.ts';
export { invoiceSplit, settleSql, shareBaseSql } from './formulas.ts';
export { SettlementRunEntity } from './run.entity.ts';
export { runDateOf } from './run-day.read.ts';
export { SettlementRunPartnerEntity } from './run-partner.entity.ts';
export { canonicalBill, type SealedBill, type SealedLine, sealOf } from './seal.ts';
export { serviceVatRate, serviceVatSql } from './service-vat.read.ts';
export { verifyDays } from './settlement.policies.ts';

export const settlement: DomainModule = {
  name: 'settlement',
  policies: settlementPolicies,
  entities: [
    SettlementBillEntity,
    SettlementBillLineEntity,
    SettlementBillSignatureEntity,
    SettlementRunEntity,
    SettlementRunPartnerEntity,
  ],
  reads: [settlementBill, settlementBillLine, settlementBillSignature],
  lifeCycles: [billLife],
  commands: billCommands,
  reports: [billingReport, settlementReport],
  readEdges: [
    orderLineBilling,
    orderLineDerivations,
    billLineDerivation,
    billDerivations,
    billLineFilters,
    billProof,
    billLists,
  ],
  reactions: [countersignAtOnce],
};
