import Big from 'big.js';
import { useMemo } from 'react';
import type { Currency } from '../gql/graphql.ts';
import { DAY, HOUR, isoDay, isoMinute, lastDay, MINUTE } from './dates.ts';
import { isTelling } from './figures.ts';
import { type Text, useLanguage, useText } from './i18n.tsx';

/** The one currency of the site. */
export const CURRENCY: Currency = 'CNY';

export interface MoneyLike {
  amount: string;
  currency: Currency;
}

export interface DeadlineLike {
  dueAt: string;
  pausedSince?: string | null;
  /** Counted in working days of a year whose holiday plan is not published yet. */
  isProvisional?: boolean;
}

export interface DeadlineText {
  text: string;
  /** `waiting` in the last 24 hours, `bad` in the last 6 and after, otherwise `idle`. */
  tone: 'bad' | 'waiting' | 'idle';
  overdue: boolean;
}

export interface Format {
  /** "¥1,284,560.00", minus as −. */
  money(money: MoneyLike): string;
  /** "1,284,560.00" for a column whose head names the currency. */
  amount(decimal: string, digits?: number): string;
  number(value: number): string;
  percent(fraction: string, digits?: number): string;
  /** "+17.3%" or "−4%"; "> +999%" against next to nothing; "—" without an earlier figure. */
  change(fraction: string | null): string;
  count(count: { value: number; isExact: boolean }): string;
  /** 付 85%（8.5 折） / pays 85%; full price says so. */
  payRate(rate: string): string;
  /** 8.5 折 / 85% alone, for narrow places next to a net price; in Chinese the full price has its own word. */
  fold(rate: string): string;
  /** 8.5 折 / pays 85%, for use without context. */
  shortRate(rate: string): string;
  date(instant: string): string;
  dateTime(instant: string): string;
  /** A validity with an exclusive end, shown with both days included. */
  validity(from: string, until: string): string;
  deadline(deadline: DeadlineLike, now: number): DeadlineText;
  /** A length of time, "1 day 2 h", from milliseconds. */
  span(ms: number): string;
  /** A short wait with its seconds, "8 min 42 s", from milliseconds. */
  countdown(ms: number): string;
  /** "3 hours ago" for the last day, afterwards the date. */
  ago(instant: string, now: number): string;
  bytes(size: number): string;
  region(code: string): string;
}

const minus = (text: string) => text.replace('-', '−');

/** A decimal string for `Intl`, which keeps digits beyond 2^53 exact. */
const exact = (decimal: string) => decimal as `${number}`;

function span(ms: number, t: Text): string {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 7) return t('ui.span.days', { days });
  if (days > 0)
    return hours > 0 ? t('ui.span.daysHours', { days, hours }) : t('ui.span.days', { days });
  if (hours > 0)
    return minutes > 0
      ? t('ui.span.hoursMinutes', { hours, minutes })
      : t('ui.span.hours', { hours });
  return t('ui.span.minutes', { minutes: Math.max(minutes, 1) });
}

/** Text of a deadline at `now`; a paused one shows the time left when it was paused. */
function deadline(given: DeadlineLike, now: number, t: Text): DeadlineText {
  const read = countdown(given, now, t);
  return given.isProvisional
    ? { ...read, text: t('ui.deadline.provisional', { text: read.text }) }
    : read;
}

function countdown({ dueAt, pausedSince }: DeadlineLike, now: number, t: Text): DeadlineText {
  const left = Date.parse(dueAt) - (pausedSince ? Date.parse(pausedSince) : now);
  if (pausedSince)
    return {
      text: t('ui.deadline.paused', { span: span(Math.max(left, 0), t) }),
      tone: 'idle',
      overdue: false,
    };
  if (left <= 0)
    return { text: t('ui.deadline.over', { span: span(-left, t) }), tone: 'bad', overdue: true };
  const tone = left < 6 * HOUR ? 'bad' : left < DAY ? 'waiting' : 'idle';
  return { text: t('ui.deadline.left', { span: span(left, t) }), tone, overdue: false };
}

export function createFormat(locale: string, t: Text): Format {
  const whole = new Intl.NumberFormat(locale);
  const figures = new Map<string, Intl.NumberFormat>();
  function figure(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const known = figures.get(key) ?? new Intl.NumberFormat(locale, options);
    figures.set(key, known);
    return known;
  }
  const percent = (fraction: string, digits = 2) =>
    `${minus(new Big(fraction).times(100).round(digits).toString())}%`;
  const change = (fraction: string | null) => {
    if (fraction === null) return t('ui.none');
    if (!isTelling(fraction)) return '> +999%';
    return (fraction.startsWith('-') ? '' : '+') + percent(fraction, 1);
  };
  // One digit more than the percent shown next to it, so that both agree.
  const tenths = (rate: string) => new Big(rate).times(10).round(3).toString();
  const words = (rate: string, way: 'pays' | 'fold' | 'short') =>
    new Big(rate).eq(1)
      ? t(`ui.rate.full.${way}`)
      : t(`ui.rate.${way}`, { fold: tenths(rate), percent: percent(rate) });
  return {
    money: ({ amount, currency }) =>
      minus(
        figure(currency, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
          exact(amount),
        ),
      ),
    amount: (decimal, digits = 2) =>
      minus(
        figure(`d${digits}`, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(exact(decimal)),
      ),
    number: (value) => minus(whole.format(value)),
    percent,
    change,
    count: ({ value, isExact }) => whole.format(value) + (isExact ? '' : '+'),
    payRate: (rate) => words(rate, 'pays'),
    fold: (rate) => words(rate, 'fold'),
    shortRate: (rate) => words(rate, 'short'),
    date: isoDay,
    dateTime: isoMinute,
    validity: (from, until) => t('ui.date.range', { from: isoDay(from), until: lastDay(until) }),
    deadline: (value, now) => deadline(value, now, t),
    span: (ms) => span(ms, t),
    countdown(ms) {
      const seconds = Math.max(0, Math.ceil(ms / 1000));
      if (seconds >= 3600) return span(ms, t);
      if (seconds < 60) return t('ui.span.seconds', { seconds });
      return t('ui.span.minutesSeconds', {
        minutes: Math.floor(seconds / 60),
        seconds: seconds % 60,
      });
    },
    ago(instant, now) {
      const past = now - Date.parse(instant);
      if (past < 0 || past >= DAY) return isoMinute(instant);
      if (past < MINUTE) return t('ui.ago.now');
      return t('ui.ago.span', { span: span(past < HOUR ? past : past - (past % HOUR), t) });
    },
    bytes(size) {
      const unit = size < 1024 ? 0 : size < 1024 ** 2 ? 1 : 2;
      return `${figure('bytes', { maximumFractionDigits: 1 }).format(size / 1024 ** unit)} ${['B', 'KB', 'MB'][unit]}`;
    },
    region: (code) =>
      // `Intl` throws for anything but two letters.
      (/^[A-Z]{2}$/.test(code) && new Intl.DisplayNames(locale, { type: 'region' }).of(code)) ||
      code,
  };
}

export function useFormat(): Format {
  const language = useLanguage();
  const t = useText();
  return useMemo(() => createFormat(language === 'zh' ? 'zh-CN' : 'en', t), [language, t]);
}
