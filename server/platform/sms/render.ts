import { calendar } from '../calendar.ts';
import { CATALOGS } from '../catalogs.ts';
import { message, TAGS, textOf } from '../mail/catalog.ts';
import type { MailLocale } from '../mail/locales.ts';
import { SITE_LOCALE } from '../mail/render.ts';

/** Signature of the site, which carriers require before the text (短信签名). */
const SIGNATURE = '云商店';

/** Short path that leads to the page of a message. */
export const SHORT_PATH = '/m/';

const PREFIX = 'sms.';

const NAMES: readonly string[] = Object.keys(CATALOGS.zh)
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length));

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

const placeholdersOf = (locale: MailLocale, template: string): readonly string[] =>
  [...textOf(locale, `${PREFIX}${template}`).matchAll(PLACEHOLDER)].map(([, name]) => name!);

const need = (template: string, name: string): boolean =>
  placeholdersOf(SITE_LOCALE, template).includes(name);

/** Writes a message in one language. Throws if a value is missing. */
function write({ template, locale, params, secrets, link }: SmsSource): SmsContent {
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
const day = (at: Date, locale: MailLocale | null): string =>
  calendar.format(at, TAGS[locale ?? SITE_LOCALE], { month: 'short', day: 'numeric' });

export const smsTexts = {
  signature: SIGNATURE,
  names: NAMES,
  has: (template: string): boolean => message.exists(`${PREFIX}${template}`),
  need,
  write,
  day,
};
