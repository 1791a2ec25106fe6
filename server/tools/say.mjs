import { constants } from 'node:os';

const seconds = (since) => Math.max(1, Math.round((Date.now() - since) / 1000));

/**
 * Runs one long step; prints its description and usual duration before it and its duration after it.
 * @param {string} what the description, without its end
 * @param {() => Promise<void>} work
 * @param {string} [done] its result in two words, for a step among the output of others
 */
export async function step(what, work, done = 'done') {
  const since = Date.now();
  process.stdout.write(`${what} …\n`);
  await work();
  process.stdout.write(`  ${done} in ${seconds(since)} s\n`);
}

/** A failure whose message explains it; printed without a stack. */
export class Failure extends Error {}

/** A signal ended the command. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Ended by ${signal}`);
    this.code = 128 + constants.signals[signal];
  }
}

/** Prints the error and returns the exit code. */
export function report(error) {
  if (error instanceof Interrupted) return error.code;
  process.stderr.write(`\n${error instanceof Failure ? error.message : error.stack}\n`);
  return 1;
}
