import { readFileSync } from 'node:fs';

/** Texts by key: `error.BELOW_FLOOR`, `mail.bindingCode.subject`. */
export type Catalog = Readonly<Record<string, string>>;

const read = (locale: 'zh' | 'en'): Catalog =>
  JSON.parse(
    readFileSync(new URL(`../messages/${locale}.json`, import.meta.url), 'utf8'),
  ) as Catalog;

export const CATALOGS = { zh: read('zh'), en: read('en') } as const;
