import { constants } from 'node:os';

const seconds = (since) => Math.max(1, Math.round((Date.now() - since) / 1000));

/**
 * Runs one long step: says before what it does and how long it usually takes, and after how long it took.
 * @param {string} what the sentence, without its end
 * @param {() => Promise<void>} work
 */
export async function step(what, work) {
  const since = Date.now();
  process.stdout.write(`${what} …\n`);
  await work();
  process.stdout.write(`  done in ${seconds(since)} s\n`);
}

/** A failure that its own sentence explains; no stack is shown. */
export class Failure extends Error {}

/** The user ended the command. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Ended by ${signal}`);
    this.code = 128 + constants.signals[signal];
  }
}

/** Prints what went wrong and returns the exit code. */
export function report(error) {
  if (error instanceof Interrupted) return error.code;
  process.stderr.write(`\n${error instanceof Failure ? error.message : error.stack}\n`);
  return 1;
}
