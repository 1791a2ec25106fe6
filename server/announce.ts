import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from './app.ts';
import { issueDemoKey } from './modules/identity/api-key/demo-key.store.ts';
import { answerOf } from './platform/auth/optimistic-credential.ts';
import { VERSION } from './platform/version.ts';

/**
 * Prints the version and the portal's address. For the demo it also prints one log-in per role and a ready-to-run API call.
 * `unsafe` holds one sentence for each unsafe setting.
 */
export async function announce(app: App, unsafe: readonly string[]): Promise<void> {
  const { env } = app;
  const lines = ['', `PartnerGraph ${VERSION} is at ${env.publicUrl}`];
  if (env.demo) {
    lines.push('', 'Demo: sign in with one click on the sign-in page as', ...(await logIns(app)));
    const key = await demoKey(app);
    if (key) lines.push('', 'Ask the API:', `KEY=${key}`, ...curl(env.publicUrl));
  }
  if (unsafe.length > 0) lines.push('', 'Unsafe:', ...unsafe.map((sentence) => `  ${sentence}`));
  lines.push('', 'Ctrl-C stops everything.', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function logIns({ auth }: App): Promise<string[]> {
  const accounts = await auth.credentials.demoAccounts();
  const firstOfRole = new Map(
    accounts.map((account) => [account.role, account]).reverse() as [
      string,
      (typeof accounts)[number],
    ][],
  );
  const shown = accounts.filter((account) => firstOfRole.get(account.role) === account);
  const widest = Math.max(0, ...shown.map(({ role }) => role.length));
  return shown.map(
    ({ role, mail, name, org }) => `  ${role.padEnd(widest)}  ${mail}  ${name}, ${org}`,
  );
}

const curl = (url: string): string[] => [
  `curl ${url}/graphql -H 'content-type: application/json' -H "authorization: Bearer $KEY" \\`,
  `  -d '{"query":"{ viewer { name role } }"}'`,
];

/** The demo's API key, read from a file: the database holds only its hash. */
async function demoKey({ env, auth, deps }: App): Promise<string | null> {
  const file = join(env.dataDir, 'demo-api-key');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  const check = auth.keys.check(kept);
  if (check && (await answerOf(deps.db, check))) return kept;
  const key = await issueDemoKey(deps);
  if (key) {
    await mkdir(env.dataDir, { recursive: true });
    await writeFile(file, `${key}\n`, { mode: 0o600 });
  }
  return key;
}
