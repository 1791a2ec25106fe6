/**
 * Orders of customers, line by line, with price, share ratio and VAT frozen at payment, their attribution to partners
 * (domain §4.5, §5.1), and the sales of each partner by month, quarter and year. The module owns the output VAT rates
 * and the requests for refunds (domain §3.5). It hides other sellers' lines from a seller, and the partner's share from
 * a customer.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { EligibilityResolver } from './attribution/eligibility.resolver.ts';
import { CheckoutResolver } from './checkout/checkout.resolver.ts';
import { OrderQuoteResolver } from './checkout/order-quote.resolver.ts';
import { supportTermsRoot } from './checkout/support-terms.read.ts';
import { OrderLineEntity } from './line/order-line.entity.ts';
import { orderRow } from './line/order-row.read.ts';
import { orderCommands } from './order/order.commands.ts';
import { OrderEntity } from './order/order.entity.ts';
import { orderLife } from './order/order.life.ts';
import { MAILED_EVENTS, mailCustomer } from './order/order.mail.ts';
import { orderPolicies } from './order/order.policies.ts';
import { order, orderLine } from './order/order.read.ts';
import { OrderAccessEntity } from './order/order-access.entity.ts';
import { orderLinks } from './order/order-link.read.ts';
import { orderLists } from './order/order-lists.edge.ts';
import { unpaidWithoutPrice, whileUnpaid } from './order/unpaid-orders.edge.ts';
import { refundCommands } from './refund/refund.commands.ts';
import { refundRequestCommands } from './refund/refund-request.commands.ts';
import { RefundRequestEntity } from './refund/refund-request.entity.ts';
import { refundLife } from './refund/refund-request.life.ts';
import { refundRequest } from './refund/refund-request.read.ts';
import { refundReactions } from './refund/refund-request.write.ts';
import { authorizationSales } from './sales/authorization-sales.edge.ts';
import { bindingPerformance, customerSales } from './sales/customer-sales.edge.ts';
import { withinMonthlyCash } from './sales/discount-submit.edge.ts';
import {
  ManagerSalesEntity,
  ProductSalesEntity,
  SalesPeriodEntity,
  SellerSalesEntity,
} from './sales/sales.entity.ts';
import { productSales, salesPeriod } from './sales/sales.read.ts';
import { salesReport } from './sales/sales.report.ts';

export { currentTerms, termsFamilyOf } from './checkout/support-terms.ts';
export {
  type NewOrderLine,
  type OrderLine,
  OrderLineEntity,
  SHARE_STRATEGIES,
  type ShareStrategy,
} from './line/order-line.entity.ts';
export { ShareStrategyEnum } from './line/order-line.type.ts';
export { chargingModeOf, monthsOf, STRATEGIES } from './line/order-terms.ts';
export { outputVatRate } from './line/output-vat.read.ts';
export {
  linksOrder,
  ORDER_PROGRAMS,
  type Order,
  OrderEntity,
  type OrderProgram,
} from './order/order.entity.ts';
export { orderLife } from './order/order.life.ts';
export {
  DELIVERY_STATES,
  type OrderState,
  orderMachine,
  UNPAID_STATES,
} from './order/order.machine.ts';
export { mailAboutOrder } from './order/order.mail.ts';
export { order, orderLine, toAttributedPartner } from './order/order.read.ts';
export { OrderAccessEntity } from './order/order-access.entity.ts';
export { shipmentFields } from './order/order-inputs.ts';
export type { ReportedCredit } from './order/order-payment.write.ts';
export { orderNumbers } from './order/order-place.write.ts';
export { completeLine, confirmPayment } from './order/order-progress.write.ts';
export { reportCredits } from './order/order-repayment.write.ts';
export { fillSellerOrdersSql } from './order/seller-orders.sql.ts';
export { cashLeftOf, type LineRefund, refundLines } from './refund/order-refund.write.ts';
export { type RefundRequest, RefundRequestEntity } from './refund/refund-request.entity.ts';
export { refundLife } from './refund/refund-request.life.ts';
export { endRequest } from './refund/refund-request.write.ts';
export {
  type LineReport,
  type OrderDifference,
  type OrderReport,
  REPORTED_PAID,
  type ReportedAmounts,
  type ReportedState,
  type ReportOutcome,
  type ReportProblem,
} from './report/report.ts';
export { reportOrder, reportOrders } from './report/report.write.ts';
export { addCustomerSalesSql, customerSalesDifferenceSql } from './sales/customer-sales.sql.ts';
export { addManagerSalesSql } from './sales/manager-sales.sql.ts';
export { SalesUnitEnum } from './sales/sales.type.ts';
export {
  addSpansSql,
  COUNTS,
  SALES_UNITS,
  salesDifferenceSql,
  spansOf,
} from './sales/sales-rollup.sql.ts';
export { soldBy } from './sales/sold.read.ts';

export const orders: DomainModule = {
  name: 'orders',
  policies: orderPolicies,
  entities: [
    OrderEntity,
    OrderAccessEntity,
    OrderLineEntity,
    RefundRequestEntity,
    SalesPeriodEntity,
    ProductSalesEntity,
    SellerSalesEntity,
    ManagerSalesEntity,
  ],
  reads: [order, orderLine, refundRequest, orderRow, salesPeriod, productSales],
  lifeCycles: [orderLife, refundLife],
  commands: [...orderCommands, ...refundCommands, ...refundRequestCommands],
  resolvers: [CheckoutResolver, EligibilityResolver, OrderQuoteResolver],
  valueRoots: [supportTermsRoot],
  reactions: [orderLife.on(MAILED_EVENTS, mailCustomer), ...refundReactions, ...unpaidWithoutPrice],
  signedLinks: [orderLinks],
  reports: [salesReport],
  readEdges: [...orderLists, ...authorizationSales, customerSales, bindingPerformance],
  guards: [...whileUnpaid, withinMonthlyCash],
};
