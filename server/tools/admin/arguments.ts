import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ApiDeps } from '../../platform/api/context.ts';

/** The command line is malformed; the command's usage is printed with this sentence. */
export class UsageError extends Error {}

/** The arguments of one call: named options and, in order, all other arguments. */
export interface Arguments {
  /** The value of an option. Throws UsageError if the option is missing. */
  required(name: string): string;
  optional(name: string): string | undefined;
  /** The argument at a position. Throws UsageError if it is missing; `what` names it. */
  positional(index: number, what: string): string;
}

/** Reads `--name value` options, all of them text, and at most `positionals` other arguments. */
export function readArguments(
  args: readonly string[],
  names: readonly string[],
  positionals = 0,
): Arguments {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals: others } = parsed(args, options);
  const surplus = others[positionals];
  if (surplus !== undefined)
    throw new UsageError(`"${surplus}" is one argument too many; put text with blanks in quotes.`);
  const optional = (name: string): string | undefined => values[name]?.trim() || undefined;
  return {
    optional,
    required(name) {
      const value = optional(name);
      if (value === undefined) throw new UsageError(`--${name} is missing.`);
      return value;
    },
    positional(index, what) {
      const value = others[index]?.trim();
      if (!value) throw new UsageError(`${what} is missing.`);
      return value;
    },
  };
}

function parsed(args: readonly string[], options: Record<string, { type: 'string' }>) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Record<string, string | undefined>, positionals };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [sentence = ''] = message.split(/\n|\. To specify/);
    throw new UsageError(sentence.replace(/\.?$/, '.'));
  }
}

/** One of the words that an option accepts, in any case. Throws UsageError for any other. */
export function oneOf<T extends string>(words: readonly T[], text: string, option: string): T {
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (!found) throw new UsageError(`--${option} is one of ${words.join(', ')}, not "${text}".`);
  return found;
}

/**
 * A command of `npm run admin`. The first call reads the arguments; the second works on the installation
 * and returns the text to print.
 */
export type AdminWork = (args: readonly string[]) => (deps: ApiDeps) => Promise<string>;

/** A mail address in lower case. Throws UsageError for any other text. */
export function mailFrom(text: string): string {
  const mail = z.email().max(254).safeParse(text.toLowerCase());
  if (!mail.success) throw new UsageError(`"${text}" is not a mail address.`);
  return mail.data;
}
