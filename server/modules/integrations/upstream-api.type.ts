import { enumType } from '../../platform/schema/types.ts';

export const UpstreamSystemEnum = enumType('UpstreamSystem', 'Upstream system (上游系统).', {
  HUAWEI_BSS: 'Huawei Cloud BSS: customers, orders and bills of a partner (华为云 BSS).',
  KOOGALLERY: 'Huawei Cloud KooGallery: orders and users of a seller (华为云云商店).',
});

export const UpstreamApiEnum = enumType('UpstreamApi', 'API of an upstream system (上游接口).', {
  SUB_CUSTOMERS: "Customers associated with a partner's account (子客户).",
  INDIRECT_PARTNERS: 'Sub-distributors of a distributor (云经销商).',
  CUSTOMER_ORDERS: 'Orders of customers (客户订单).',
  BILL_DETAILS: 'Bill details of customers (客户消费明细).',
  ORDER_NOTIFICATIONS: 'Notifications of orders, which the marketplace sends (订单通知).',
  ORDER_QUERY: 'Orders behind notifications (订单查询).',
  ENTERPRISE_MAIL: 'Enterprise mail of users (企业邮箱).',
});
