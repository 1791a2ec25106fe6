import type { BillDetail } from '../../../sources/huawei-bss/index.ts';

/** Amounts of a charge and of a customer's month, by property: the field of the source. */
export const AMOUNTS = {
  officialMinor: 'listAmount',
  discountMinor: 'discountAmount',
  payableMinor: 'paymentAmount',
  cashMinor: 'cashAmount',
  creditMinor: 'creditAmount',
  couponMinor: 'voucherAmount',
  cashCouponMinor: 'cashCouponAmount',
  storedValueMinor: 'storedValueAmount',
  debtMinor: 'debtAmount',
  writeOffMinor: 'writeOffAmount',
} as const satisfies Record<string, keyof BillDetail>;
export type AmountName = keyof typeof AMOUNTS;
export const AMOUNT_NAMES = Object.keys(AMOUNTS) as AmountName[];
