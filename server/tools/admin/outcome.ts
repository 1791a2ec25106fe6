import { UsageError } from './arguments.ts';

/** Exit code of a malformed command line; the exit code of a refused command is 1. */
const MISUSED = 2;
const HELP = ['help', '--help', '-h'];

/**
 * Runs a command and prints its text. For a malformed call, prints the error and the usage on standard
 * error. `usage` is the whole help; `shortUsage` returns the part for this call.
 */
export async function asCommand(
  usage: string,
  args: readonly string[],
  work: () => Promise<string>,
  shortUsage = usage,
): Promise<number> {
  if (args.length === 0 || HELP.some((word) => args.includes(word))) {
    console.log(usage);
    return args.length === 0 ? MISUSED : 0;
  }
  try {
    console.log(await work());
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${shortUsage}`);
    return MISUSED;
  }
}
