import { mock } from 'node:test';

/** The output of a command and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. The launcher prints a thrown error and exits with code 1. */
export async function said(work: () => Promise<number>): Promise<Said> {
  const out = mock.method(console, 'log', () => {});
  const err = mock.method(console, 'error', () => {});
  const text = (said: typeof out | typeof err): string =>
    said.mock.calls.flatMap((call) => call.arguments).join('\n');
  try {
    const code = await work();
    return { code, out: text(out), err: text(err) };
  } catch (error) {
    return { code: 1, out: text(out), err: (error as Error).message };
  } finally {
    out.mock.restore();
    err.mock.restore();
  }
}

/** Sets environment variables of this process and returns what restores them. */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  };
}
