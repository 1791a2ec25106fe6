import { calendar } from '../calendar.ts';
import { CATALOGS } from '../catalogs.ts';
import { hasMessage, message, TAGS, textOf } from '../mail/catalog.ts';
import type { MailLocale } from '../mail/locales.ts';
import { SITE_LOCALE } from '../mail/render.ts';

/** Signature of the site, which carriers require before the text (短信签名). */
export const SIGNATURE = '云商店';

/** Short path that leads to the page of a message. */
export const SHORT_PATH = '/m/';

const PREFIX = 'sms.';

/** Names of all texts. */
export const SMS_TEMPLATES: readonly string[] = Object.keys(CATALOGS.zh)
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length));

export const isSmsTemplate = (template: string): boolean => hasMessage(`${PREFIX}${template}`);

export interface SmsSource {
  readonly template: string;
  /** Language of the recipient. Null if unknown: the text is then in the language of the site. */
  readonly locale: MailLocale | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** Secret values of placeholders; erased after the message is sent. */
  readonly secrets?: Readonly<Record<string, string>> | null;
  /** Absolute address for the placeholder `{link}`. */
  readonly link: string | null;
}

export interface SmsContent {
  readonly locale: MailLocale;
  /** Text with the signature, as the recipient reads it. */
  readonly text: string;
  /** Values of the placeholders in the order of the text: providers send registered texts with such values. */
  readonly values: readonly string[];
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** Names of the placeholders of a text in their order. */
const placeholdersOf = (locale: MailLocale, template: string): readonly string[] =>
  [...textOf(locale, `${PREFIX}${template}`).matchAll(PLACEHOLDER)].map(([, name]) => name!);

/** Whether the text names a value in some language. */
export const needs = (template: string, name: string): boolean =>
  placeholdersOf(SITE_LOCALE, template).includes(name);

/** Writes a message in one language. Throws if a value is missing. */
export function renderSms({ template, locale, params, secrets, link }: SmsSource): SmsContent {
  const language = locale ?? SITE_LOCALE;
  const values = { ...params, ...secrets, ...(link !== null && { link }) };
  return {
    locale: language,
    text: `【${SIGNATURE}】${message(language, `${PREFIX}${template}`, values)}`,
    values: placeholdersOf(language, template).map((name) =>
      String((values as Record<string, string | number>)[name]),
    ),
  };
}

/** A day without its year, as short as a message needs: `10月31日`, `Oct 31`. */
export const shortDay = (at: Date, locale: MailLocale | null): string =>
  new Intl.DateTimeFormat(TAGS[locale ?? SITE_LOCALE], {
    timeZone: calendar.zone,
    month: 'short',
    day: 'numeric',
  }).format(at);
