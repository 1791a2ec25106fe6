import 'reflect-metadata';
import process from 'node:process';

/** A command takes its arguments and returns its exit code. */
type Command = (args: readonly string[]) => Promise<number>;

/** The commands other than start, each loaded only when called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  schema: async () => (await import('./schema.ts')).schema,
  migration: async () => (await import('./migration-command.ts')).migration,
  new: async () => (await import('./new.ts')).newModule,
  release: async () => (await import('./release.ts')).release,
  seed: async () => (await import('./seed.ts')).seed,
  admin: async () => (await import('./admin.ts')).admin,
  'api-key': async () => (await import('./api-key.ts')).apiKey,
  'verify-bill': async () => (await import('./verify-bill.ts')).verifyBill,
};

const [name = '', ...args] = process.argv.slice(2);
const load = commands[name];
if (!load) throw new Error(`Unknown command ${name}`);
try {
  const command = await load();
  process.exitCode = await command(args);
} catch (error) {
  // A refusal is one sentence for the user; its stack would only help developers.
  process.stderr.write(
    `${process.env.DEBUG ? (error as Error).stack : (error as Error).message}\n`,
  );
  process.exitCode = 1;
}
