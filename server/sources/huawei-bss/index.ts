/** Huawei Cloud BSS: customers, orders and bills of a partner (domain §6.2). */

export {
  type BillDetail,
  type IncentivePolicy,
  type MonthlySum,
  parseBillDetail,
  parseIncentivePolicy,
  parseMonthlySum,
} from './bills.ts';
export {
  type BillDetailFilter,
  BSS_APIS,
  type BssClient,
  bssClient,
  type CustomerOrderFilter,
  type MonthlySumFilter,
  type PageOptions,
  type SubCustomerFilter,
} from './client.ts';
export {
  type ConsumingCustomer,
  type IndirectPartner,
  parseConsumingCustomer,
  parseIndirectPartner,
  parseSubCustomer,
  type SubCustomer,
} from './customers.ts';
export {
  type CustomerOrder,
  type CustomerOrderDetail,
  type CustomerOrderLine,
  type OrderDiscount,
  type OrderRefund,
  parseCustomerOrder,
  parseOrderDetail,
  parseOrderDiscount,
  parseRefund,
} from './orders.ts';
