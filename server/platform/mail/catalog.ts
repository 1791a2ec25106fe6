import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGS, type Catalog } from '../catalogs.ts';
import type { MailLocale } from './locales.ts';

const catalogs: Record<MailLocale, Catalog> = CATALOGS;
export const TAGS: Record<MailLocale, string> = { zh: 'zh-CN', en: 'en' };

/** Whether the catalog has a subject and a text for the mail in every language. */
export const isMailTemplate = (template: string): boolean =>
  Object.values(catalogs).every((catalog) =>
    ['subject', 'text'].every((part) => `mail.${template}.${part}` in catalog),
  );

const exists = (key: string): boolean => Object.values(catalogs).every((catalog) => key in catalog);

/** A text of the catalog with its `{placeholders}` filled. Throws if the text or a value is missing. */
export const message = Object.assign(
  (
    locale: MailLocale,
    key: string,
    values: Readonly<Record<string, string | number>> = {},
  ): string => writeText(locale, textOf(locale, key), values),
  { exists },
);

export function textOf(locale: MailLocale, key: string): string {
  const text = catalogs[locale][key];
  if (text === undefined) throw new Error(`No text "${key}" in ${locale}`);
  return text;
}

/** A text with its `{placeholders}` filled. Throws if a value is missing. */
export const writeText = (
  locale: MailLocale,
  text: string,
  values: Readonly<Record<string, string | number>>,
): string =>
  String(new IntlMessageFormat(text, TAGS[locale], undefined, { ignoreTag: true }).format(values));
