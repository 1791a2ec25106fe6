import { message } from '../../../platform/mail/catalog.ts';
import { money } from '../../../platform/money.ts';

/** Documents are in Chinese, with the words of the portal's catalog. */
export const word = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  message('zh', key, values);

const GROUPED = new Intl.NumberFormat('zh-CN');

/** "1234567.89" → "1,234,567.89", a minus as −: the form of the portal. */
export function figure(amount: string): string {
  const minor = money.parse(amount);
  const [yuan, fen] = money.format(minor < 0n ? -minor : minor).split('.') as [string, string];
  return `${minor < 0n ? '−' : ''}${GROUPED.format(BigInt(yuan))}.${fen}`;
}

/** "0.125" → "12.5%". */
export const percent = (rate: string): string =>
  `${Math.round(Number(rate) * 1_000_000) / 10_000}%`;

/** The sum of amounts, in the form of one. */
export const sum = (amounts: readonly string[]): string =>
  money.format(amounts.reduce((all, amount) => all + money.parse(amount), 0n));
