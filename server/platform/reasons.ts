import type en from '../messages/en.json';
import { CATALOGS } from './catalogs.ts';

/** The codes of the catalog under a prefix: `error.BELOW_FLOOR` gives `BELOW_FLOOR`. */
type CodesOf<P extends string, K = keyof typeof en> = K extends `${P}.${infer C}` ? C : never;

/** Reason why a command or an action is refused. The catalogs declare each code with its text. */
export type ReasonCode = CodesOf<'error'>;
/** Reason why a file, or a line of it, cannot be loaded. */
export type FileCode = CodesOf<'file'>;

/** The English text of each reason code, with its placeholders. */
export const REASONS = Object.fromEntries(
  Object.entries(CATALOGS.en).flatMap(([key, text]) =>
    key.startsWith('error.') ? [[key.slice('error.'.length), text]] : [],
  ),
) as Readonly<Record<ReasonCode, string>>;

export const isReason = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
