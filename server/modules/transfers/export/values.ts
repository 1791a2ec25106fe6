import { CATALOGS } from '../../../platform/catalogs.ts';
import type { TransferLanguage } from './export-column.ts';

/** Type of a column in a file. */
export type ValueKind = 'TEXT' | 'NUMBER' | 'MONEY' | 'PERCENT' | 'DATE' | 'DATE_TIME';

/**
 * A value in its plain form, equal in every format: a decimal ("27616.28"; a percentage as its share, "0.08"), a day
 * ("2026-11-25"), a minute in Asia/Shanghai ("2026-11-25 10:20") or a text. Null for an empty cell.
 */
export type Value = string | null;

const catalogOf = (language: TransferLanguage): Readonly<Record<string, string>> =>
  language === 'ZH' ? CATALOGS.zh : CATALOGS.en;

export const wordOf = (language: TransferLanguage, type: string, word: string): string =>
  catalogOf(language)[`enum.${type}.${word}`] ?? word;

export const textOf = (language: TransferLanguage, key: string): string =>
  catalogOf(language)[key] ?? key;
