/**
 * Orders of customers, line by line, with price, share ratio and VAT frozen at payment, their attribution to
 * partners (domain §4.5, §5.1), and the sales of each partner by month, quarter and year. The module owns the
 * output VAT rates and the requests for refunds (domain §3.5). It hides other sellers' lines from a seller, and the partner's share from a customer.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { authorizationSales } from './authorization-sales.edge.ts';
import { CheckoutResolver } from './checkout.resolver.ts';
import { bindingPerformance, customerSales } from './customer-sales.edge.ts';
import { unpaidWithoutPrice, whileUnpaid } from './discount-revoke.edge.ts';
import { withinMonthlyCash } from './discount-submit.edge.ts';
import { EligibilityResolver } from './eligibility.resolver.ts';
import { orderCommands } from './order.commands.ts';
import { OrderEntity } from './order.entity.ts';
import { orderLife } from './order.life.ts';
import { MAILED_EVENTS, mailCustomer } from './order.mail.ts';
import { orderPolicies } from './order.policies.ts';
import { order, orderLine } from './order.read.ts';
import { OrderAccessEntity } from './order-access.entity.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { orderLinks } from './order-link.read.ts';
import { orderLists } from './order-lists.edge.ts';
import { OrderQuoteResolver } from './order-quote.resolver.ts';
import { orderRow } from './order-row.read.ts';
import { refundRequestCommands } from './refund/refund-request.commands.ts';
import { RefundRequestEntity } from './refund/refund-request.entity.ts';
import { refundLife } from './refund/refund-request.life.ts';
import { refundRequest } from './refund/refund-request.read.ts';
import { refundReactions } from './refund/refund-request.write.ts';
import { refundCommands } from './refund.commands.ts';
import {
  ManagerSalesEntity,
  ProductSalesEntity,
  SalesPeriodEntity,
  SellerSalesEntity,
} from './sales.entity.ts';
import { productSales, salesPeriod } from './sales.read.ts';
import { salesReport } from './sales.report.ts';
import { supportTermsRoot } from './support-terms.read.ts';

export { addCustomerSalesSql, customerSalesDifferenceSql } from './customer-sales.sql.ts';
export { addManagerSalesSql } from './manager-sales.sql.ts';
export {
  linksOrder,
  ORDER_PROGRAMS,
  type Order,
  OrderEntity,
  type OrderProgram,
} from './order.entity.ts';
export { orderLife } from './order.life.ts';
export { DELIVERY_STATES, type OrderState, orderMachine, UNPAID_STATES } from './order.machine.ts';
export { mailAboutOrder } from './order.mail.ts';
export { order, orderLine } from './order.read.ts';
export { OrderAccessEntity } from './order-access.entity.ts';
export { shipmentFields } from './order-inputs.ts';
export {
  type NewOrderLine,
  type OrderLine,
  OrderLineEntity,
  SHARE_STRATEGIES,
  type ShareStrategy,
} from './order-line.entity.ts';
export { ShareStrategyEnum } from './order-line.type.ts';
export type { ReportedCredit } from './order-payment.write.ts';
export { orderNumbers } from './order-place.write.ts';
export { completeLine, confirmPayment } from './order-progress.write.ts';
export { cashLeftOf, type LineRefund, refundLines } from './order-refund.write.ts';
export { reportCredits } from './order-repayment.write.ts';
export { chargingModeOf, monthsOf, STRATEGIES } from './order-terms.ts';
export { outputVatRate } from './output-vat.read.ts';
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
export { SalesUnitEnum } from './sales.type.ts';
export {
  addSpansSql,
  COUNTS,
  SALES_UNITS,
  salesDifferenceSql,
  spansOf,
} from './sales-rollup.sql.ts';
export { fillSellerOrdersSql } from './seller-orders.sql.ts';
export { soldBy } from './sold.read.ts';

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
  reactions: [orderLife.on(MAILED_EVENTS, mailCustomer), ...refundReactions, unpaidWithoutPrice],
  signedLinks: [orderLinks],
  reports: [salesReport],
  readEdges: [...orderLists, ...authorizationSales, customerSales, bindingPerformance],
  guards: [whileUnpaid, withinMonthlyCash],
};
