import { definePolicy } from '../../platform/rules/policy.ts';
import { BSS_APIS } from '../../sources/huawei-bss/index.ts';
import { KOOGALLERY_APIS } from '../../sources/koogallery/index.ts';

export const UPSTREAM_SYSTEMS = ['HUAWEI_BSS', 'KOOGALLERY'] as const;
export type UpstreamSystem = (typeof UPSTREAM_SYSTEMS)[number];

/** APIs that a feed reads, a user asks for or the upstream calls; each account has a feed for each. */
export const UPSTREAM_API_NAMES = [
  'SUB_CUSTOMERS',
  'INDIRECT_PARTNERS',
  'CUSTOMER_ORDERS',
  'BILL_DETAILS',
  'ORDER_NOTIFICATIONS',
  'ORDER_QUERY',
  'ENTERPRISE_MAIL',
] as const;
export type UpstreamApi = (typeof UPSTREAM_API_NAMES)[number];

/** Facts about an API of an upstream system (domain §6.2–6.4). */
interface ApiFacts {
  readonly system: UpstreamSystem;
  /** Names of the APIs that are called, as the quota counts them; none if the upstream calls. */
  readonly calls: readonly string[];
  /** Age in minutes at which data are late. */
  readonly lag: number;
  /** Time of day in Asia/Shanghai at which the data of the day before are ready; absent: data change at any time. */
  readonly dailyAt?: string;
  readonly description: string;
}

const bss = { system: 'HUAWEI_BSS' } as const;
const koogallery = { system: 'KOOGALLERY' } as const;

export const UPSTREAM_APIS: Readonly<Record<UpstreamApi, ApiFacts>> = {
  SUB_CUSTOMERS: {
    ...bss,
    calls: [BSS_APIS.SUB_CUSTOMERS],
    lag: 15,
    description: "Customers associated with a partner's account",
  },
  INDIRECT_PARTNERS: {
    ...bss,
    calls: [BSS_APIS.INDIRECT_PARTNERS],
    lag: 60,
    description: 'Sub-distributors of a distributor',
  },
  CUSTOMER_ORDERS: {
    ...bss,
    calls: [BSS_APIS.CUSTOMER_ORDERS, BSS_APIS.ORDER_DETAILS, BSS_APIS.REFUND_ORDERS],
    lag: 15,
    description: 'Orders of customers',
  },
  BILL_DETAILS: {
    ...bss,
    calls: [BSS_APIS.CONSUMING_CUSTOMERS, BSS_APIS.BILL_DETAILS],
    lag: 60,
    dailyAt: '08:00',
    description: 'Bill details of customers',
  },
  ORDER_NOTIFICATIONS: {
    ...koogallery,
    calls: [],
    lag: 1,
    description: 'Notifications of orders',
  },
  ORDER_QUERY: {
    ...koogallery,
    calls: [KOOGALLERY_APIS.ORDER_QUERY],
    lag: 1,
    description: 'Orders behind notifications',
  },
  ENTERPRISE_MAIL: {
    ...koogallery,
    calls: [KOOGALLERY_APIS.ENTERPRISE_MAIL],
    lag: 1_440,
    description: 'Enterprise mail of users',
  },
};

const lagPolicy = (api: UpstreamApi) => {
  const { dailyAt, description, lag } = UPSTREAM_APIS[api];
  return definePolicy({
    key: `upstream.lag.${api.toLowerCase().replaceAll('_', '-')}`,
    unit: 'MINUTES',
    default: lag,
    description: dailyAt
      ? `${description}: time after ${dailyAt} (Asia/Shanghai) by which the data of the day before should be here.`
      : `${description}: age at which the data are late.`,
  });
};

/** Target lag of each API. */
export const TARGET_LAGS = Object.fromEntries(
  UPSTREAM_API_NAMES.map((api) => [api, lagPolicy(api)]),
) as Readonly<Record<UpstreamApi, ReturnType<typeof lagPolicy>>>;

export const integrationPolicies = Object.values(TARGET_LAGS);
