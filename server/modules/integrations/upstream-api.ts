import { definePolicy, type Policy } from '../../platform/rules/policy.ts';

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
  /** Requests per second that the upstream allows an account. */
  readonly quota: number;
  /** Age in minutes at which data are late. */
  readonly lag: number;
  /** Time of day in Asia/Shanghai at which the data of the day before are ready; absent: data change at any time. */
  readonly dailyAt?: string;
  readonly description: string;
}

const bss = { system: 'HUAWEI_BSS', quota: 10 } as const;
const koogallery = { system: 'KOOGALLERY', quota: 10 } as const;

export const UPSTREAM_APIS: Readonly<Record<UpstreamApi, ApiFacts>> = {
  SUB_CUSTOMERS: { ...bss, lag: 15, description: "Customers associated with a partner's account" },
  INDIRECT_PARTNERS: { ...bss, lag: 60, description: 'Sub-distributors of a distributor' },
  CUSTOMER_ORDERS: { ...bss, quota: 20, lag: 15, description: 'Orders of customers' },
  BILL_DETAILS: {
    ...bss,
    lag: 60,
    dailyAt: '08:00',
    description: 'Bill details of customers',
  },
  ORDER_NOTIFICATIONS: { ...koogallery, lag: 1, description: 'Notifications of orders' },
  ORDER_QUERY: { ...koogallery, lag: 1, description: 'Orders behind notifications' },
  ENTERPRISE_MAIL: { ...koogallery, lag: 1_440, description: 'Enterprise mail of users' },
};

const lagPolicy = (api: UpstreamApi): Policy => {
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
) as Readonly<Record<UpstreamApi, Policy>>;

export const integrationPolicies: readonly Policy[] = Object.values(TARGET_LAGS);
