import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';
import { Failure, Interrupted } from './say.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the clone's root with this terminal, forwards signals to it, and waits for its end.
 * @returns {Promise<number>} its exit code; 128 + n if signal n ended it
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  // Ctrl-C reaches the whole process group, so the child has the signal already and ignores the second one.
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  const watch = whenOrphaned(() => forward('SIGTERM'));
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
    });
  } finally {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/**
 * Runs a program as one step of a longer task.
 * @throws Interrupted if a signal arrived meanwhile; a Failure with the sentence for its exit code unless
 * that is 0
 */
export async function runStep(command, args, options, sentence) {
  let received;
  const note = (signal) => {
    received = signal;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    const code = await run(command, args, options);
    if (received) throw new Interrupted(received);
    if (code !== 0) throw new Failure(sentence(code));
  } finally {
    for (const signal of SIGNALS) process.off(signal, note);
  }
}

/**
 * A signal to npm ends the shell between npm and this process without a signal to this process; only the
 * parent process id changes. Without npm this process may outlive its parent, as under nohup.
 */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 500);
  return watch.unref();
}
