/**
 * Settlement: monthly earnings of partners (domain §3.1, §4.8, §5). The module owns the formulas, the monthly
 * bill run and the life cycle of a bill up to its payment. It refuses to bill a line twice, or before it took
 * effect, was accepted and repaid, and to change a sent bill.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { discussion } from '../../platform/module/discussion/discussion.ts';
import { adjustmentCommands } from './adjustment/adjustment.commands.ts';
import { BillAdjustmentEntity } from './adjustment/adjustment.entity.ts';
import { adjustmentLists, billAdjustment } from './adjustment/adjustment.read.ts';
import { paymentAuthorizationCommands } from './authorization/authorization.commands.ts';
import { PaymentAuthorizationEntity } from './authorization/authorization.entity.ts';
import { paymentAuthorizationLife } from './authorization/authorization.life.ts';
import { authorizationLists, paymentAuthorization } from './authorization/authorization.read.ts';
import { paymentAuthorizationReport } from './authorization/authorization.report.ts';
import { requestAuthorizations } from './authorization/authorization-request.edge.ts';
import { billCommands } from './bill/bill.commands.ts';
import { SettlementBillEntity } from './bill/bill.entity.ts';
import { billLife, countersignAtOnce } from './bill/bill.life.ts';
import { settlementBill, settlementBillLine, settlementBillSignature } from './bill/bill.read.ts';
import { SettlementBillLineEntity } from './bill/bill-line.entity.ts';
import { billLists } from './bill/bill-lists.edge.ts';
import { settlementReport } from './bill/settlement.report.ts';
import { SettlementBillSignatureEntity } from './bill/signature.entity.ts';
import {
  billDerivations,
  billLineDerivation,
  orderLineDerivations,
} from './derivation/derivation.edge.ts';
import { DiscountQuoteShareResolver } from './discount-quote.edge.ts';
import { lineDisputeCommands } from './dispute/dispute.commands.ts';
import { LineDisputeEntity } from './dispute/dispute.entity.ts';
import { lineDisputeLife, stopSilence } from './dispute/dispute.life.ts';
import { finance } from './dispute/dispute.machine.ts';
import { disputeLists, lineDispute } from './dispute/dispute.read.ts';
import { LedgerEntryEntity, LedgerPostingEntity } from './ledger/ledger.entity.ts';
import { ledgerEntry, ledgerLists, ledgerPosting } from './ledger/ledger.read.ts';
import { ledgerReport } from './ledger/ledger.report.ts';
import { bookBills } from './ledger/ledger-post.edge.ts';
import { billingReport } from './line/billing.report.ts';
import { orderLineSettlement } from './line/line-settlement.edge.ts';
import { orderBilling } from './line/order-billing.edge.ts';
import { orderLineBilling } from './line/order-line-billing.edge.ts';
import { billLineFilters, billProof } from './proof/bill-proof.edge.ts';
import { runCommands } from './run/run.commands.ts';
import { SettlementRunEntity } from './run/run.entity.ts';
import { runLife, runPartnerLife } from './run/run.life.ts';
import { billRun, billRunPartner } from './run/run.read.ts';
import { BillRunResolver } from './run/run.resolver.ts';
import { SettlementRunPartnerEntity } from './run/run-partner.entity.ts';
import { settlementPolicies } from './settlement.policies.ts';

export { BillAdjustmentEntity } from './adjustment/adjustment.entity.ts';
export { PaymentAuthorizationEntity } from './authorization/authorization.entity.ts';
export { paymentAuthorizationLife } from './authorization/authorization.life.ts';
export { paymentAuthorization } from './authorization/authorization.read.ts';
export { billParties, type SettlementBill, SettlementBillEntity } from './bill/bill.entity.ts';
export { billLife } from './bill/bill.life.ts';
export { billMachine } from './bill/bill.machine.ts';
export { settlementBill, settlementBillLine } from './bill/bill.read.ts';
export { SettlementBillLineEntity } from './bill/bill-line.entity.ts';
export { canonicalBill, type SealedBill, type SealedLine, sealOf } from './bill/seal.ts';
export { LineDisputeEntity } from './dispute/dispute.entity.ts';
export { lineDisputeLife } from './dispute/dispute.life.ts';
export { invoiceSplit, settleSql, shareBaseSql } from './formula/formulas.ts';
export { serviceVatRate, serviceVatSql } from './formula/service-vat.read.ts';
export { billRuns, runBills } from './run/bill-run.job.ts';
export { SettlementRunEntity } from './run/run.entity.ts';
export { runLife, runPartnerLife } from './run/run.life.ts';
export { runDateOf } from './run/run-day.read.ts';
export { SettlementRunPartnerEntity } from './run/run-partner.entity.ts';
export {
  confirmDays,
  countersignDays,
  partnerConfirms,
  paymentDays,
  verifyDays,
} from './settlement.policies.ts';

export const settlement: DomainModule = {
  name: 'settlement',
  policies: settlementPolicies,
  entities: [
    SettlementBillEntity,
    SettlementBillLineEntity,
    SettlementBillSignatureEntity,
    PaymentAuthorizationEntity,
    BillAdjustmentEntity,
    LineDisputeEntity,
    LedgerEntryEntity,
    LedgerPostingEntity,
    SettlementRunEntity,
    SettlementRunPartnerEntity,
  ],
  reads: [
    settlementBill,
    settlementBillLine,
    settlementBillSignature,
    billRun,
    billRunPartner,
    paymentAuthorization,
    billAdjustment,
    lineDispute,
    ledgerEntry,
    ledgerPosting,
  ],
  lifeCycles: [runLife, runPartnerLife, billLife, paymentAuthorizationLife, lineDisputeLife],
  commands: [
    ...runCommands,
    ...billCommands,
    ...paymentAuthorizationCommands,
    ...adjustmentCommands,
    ...lineDisputeCommands,
  ],
  discussed: [discussion(lineDispute, { by: [...finance, 'operator'] })],
  reports: [billingReport, settlementReport, paymentAuthorizationReport, ledgerReport],
  resolvers: [BillRunResolver, DiscountQuoteShareResolver],
  readEdges: [
    orderBilling,
    orderLineBilling,
    orderLineSettlement,
    orderLineDerivations,
    billLineDerivation,
    billDerivations,
    billLineFilters,
    billProof,
    billLists,
    ...authorizationLists,
    adjustmentLists,
    ...disputeLists,
    ledgerLists,
  ],
  reactions: [requestAuthorizations, bookBills, countersignAtOnce, stopSilence],
};
