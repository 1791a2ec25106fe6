/** Names of the simulated APIs. */
export const APIS = [
  'SUB_CUSTOMERS',
  'INDIRECT_PARTNERS',
  'CONSUMING_CUSTOMERS',
  'BILL_DETAILS',
  'MONTHLY_SUMS',
  'CUSTOMER_ORDERS',
  'CUSTOMER_ORDER',
  'ORDER_DISCOUNTS',
  'REFUND_ORDERS',
  'INCENTIVE_POLICIES',
  'ORDER_QUERY',
  'ENTERPRISE_MAIL',
  'AGREEMENTS',
  'SEND_SMS',
] as const;
export type Api = (typeof APIS)[number];

export const FAULT_KINDS = [
  /** Answers after `ms` of real time. */
  'SLOW',
  /** Nothing listens: connections of every API are refused until the faults are cleared. */
  'REFUSED',
  /** The connection is reset instead of an answer. */
  'RESET',
  /** HTTP 500 with CBC.0999, or with `status` and `code`. */
  'SERVER_ERROR',
  /** HTTP 200 whose body is no JSON. */
  'MALFORMED',
  /** The connection ends in the middle of the body. */
  'TRUNCATED',
  /** The request is read, and no answer ever comes. */
  'BLACK_HOLE',
  /** Every second request is reset, the first one included. */
  'FLAPPING',
  /** The throttling answer of the API, whatever the rate. */
  'THROTTLED',
  /** A business error with HTTP 200: CBC.0999, or `code`. */
  'BUSINESS_ERROR_IN_200',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface UpstreamFault {
  readonly kind: FaultKind;
  /** API that fails; absent: every API. */
  readonly api?: Api;
  /** Access key id whose calls fail; absent: every account. */
  readonly accessKeyId?: string;
  /** Calls that fail, after which the API works again; absent: until the faults are cleared. */
  readonly times?: number;
  /** Delay of SLOW, 300 by default. */
  readonly ms?: number;
  readonly status?: number;
  readonly code?: string;
  /** Whether the text of the error, or the body that is no JSON, repeats the signed headers of the call. */
  readonly echo?: boolean;
}

/** Faults in force. The latest that fits a call decides. */
export class Faults {
  private list: { readonly fault: UpstreamFault; calls: number }[] = [];

  constructor(private readonly refuse: (isRefused: boolean) => Promise<void>) {}

  /** Adds a fault. */
  async set(fault: UpstreamFault): Promise<void> {
    if (fault.kind === 'REFUSED') await this.refuse(true);
    else this.list.unshift({ fault, calls: 0 });
  }

  /** Ends all faults, or those of one API. */
  async clear(api?: Api): Promise<void> {
    this.list = api ? this.list.filter(({ fault }) => fault.api !== api) : [];
    if (!api) await this.refuse(false);
  }

  /** The fault of a call; null if it is answered as usual. */
  next(api: Api, accessKeyId: string): UpstreamFault | null {
    const entry = this.list.find(
      ({ fault }) =>
        (!fault.api || fault.api === api) &&
        (!fault.accessKeyId || fault.accessKeyId === accessKeyId),
    );
    if (!entry) return null;
    entry.calls += 1;
    const { fault, calls } = entry;
    if (fault.times !== undefined && calls >= fault.times)
      this.list = this.list.filter((other) => other !== entry);
    if (fault.kind === 'FLAPPING' && calls % 2 === 0) return null;
    return fault;
  }
}
