import Big from 'big.js';
import { CURRENCY, type Format } from '../../lib/format.ts';
import type { Text } from '../../lib/i18n.tsx';

export interface PolicyLike {
  key: string;
  unit: string;
}

export const policyName = (key: string, t: Text): string =>
  t.maybe(`ui.policy.${key}`, undefined, key);

/** A value with its unit: "7 days", "6%", "¥1,000.00", "Yes". `value` is a decimal string. */
export function policyValueText(
  { key, unit }: PolicyLike,
  value: string,
  t: Text,
  format: Format,
): string {
  if (unit === 'FLAG') return t(value === '1' ? 'ui.policy.yes' : 'ui.policy.no');
  if (unit === 'RATE')
    return key.endsWith('pay-rate') ? format.payRate(value) : format.percent(value);
  const number = Number(value);
  if (unit === 'FEN')
    return format.money({ amount: new Big(value).div(100).toFixed(2), currency: CURRENCY });
  return t.maybe(
    `ui.policy.unit.${unit.toLowerCase().replaceAll('_', '-')}`,
    { number },
    format.number(number),
  );
}

/** Whether a value is still to come; never true for one set for at once, whatever this device's clock. */
export const isScheduled = (
  { effectiveFrom, createdAt }: { effectiveFrom: string; createdAt: string },
  now: number,
): boolean => Date.parse(effectiveFrom) > Math.max(now, Date.parse(createdAt));
