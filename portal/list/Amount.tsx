import type { Format, MoneyLike } from '../lib/format.ts';

/** An amount in a column whose head names the currency. */
export function Amount({ money: { amount }, format }: { money: MoneyLike; format: Format }) {
  const text = format.amount(amount);
  return amount.startsWith('-') ? <span className="t-bad">{text}</span> : text;
}
