import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../server/platform/viewer.ts';
import type { Caller } from '../kit/world.ts';
import { fieldsBelow, fieldsIn } from './fixtures/coverage.ts';
import { commandEverything } from './fixtures/mutation-cells.ts';
import { askEverything, type Outcome } from './fixtures/query-cells.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

let world: TenantWorld;

beforeAll(async () => {
  world = await openTenants();
});
afterAll(() => world?.close());

const fresh = (): Outcome => ({
  cells: 0,
  refused: new Set(),
  wrong: [],
  controlled: new Set(),
  uncontrolled: new Set(),
  prefixes: new Map(),
});

/** Cells without a positive control for any caller of the role. */
const without = ({ controlled, uncontrolled }: Outcome): string[] =>
  [...uncontrolled].filter((cell) => !controlled.has(cell)).sort();

/** Wraps the world and collects the documents of its callers; documents that differ only in ids count once. */
function watch(tenants: TenantWorld): { watched: TenantWorld; documents: ReadonlySet<string> } {
  const documents = new Set<string>();
  const callers = tenants.callers.map((one) => {
    const run: Caller['run'] = (source, variables) => {
      documents.add(source.replaceAll(/"[^"]*"/g, '""'));
      return one.caller.run(source, variables);
    };
    return { ...one, caller: { ...one.caller, run } };
  });
  return { watched: { ...tenants, callers }, documents };
}

describe('the tenant matrix, generated from the schema', () => {
  it('has a caller for every role of a request', () => {
    const asked = new Set(world.callers.map(({ name }) => name));
    // No request has the system role: no member, key or link has it.
    expect(asked).toEqual(new Set([...Role.all.filter((role) => role !== 'system'), 'nobody']));
  });

  it('detects a value shown to the wrong viewer', async () => {
    const outcome = fresh();
    const [owner, operator] = ['csp.owner', 'operator'].map(
      (role) => world.callers.find(({ name }) => name === role)!,
    );
    const roots = [
      'node',
      'customer',
      'partnerBinding',
      'exclusiveDiscounts',
      'apiKeys',
      'auditEntries',
      'deadlines',
    ];
    await askEverything(world, owner!.viewer, operator!.caller.run, outcome, roots);
    for (const field of roots)
      expect(
        outcome.wrong.filter((line) => line.startsWith(`${field} as csp.owner`)).length,
      ).toBeGreaterThan(0);
  });

  it('no query shows a row, a word or an id of another tenant, and each shows the caller’s own', async () => {
    const outcome = fresh();
    const { watched, documents } = watch(world);
    for (const { caller, viewer } of watched.callers) {
      await askEverything(watched, viewer, caller.run, outcome);
    }
    process.stdout.write(`tenant matrix: ${outcome.cells} query cells\n`);
    expect(outcome.wrong).toEqual([]);
    expect(without(outcome)).toEqual([]);
    const { schema } = world.world.domain;
    const fields = fieldsBelow(schema, schema.getQueryType()!);
    expect([...fields.difference(fieldsIn(schema, documents))]).toEqual([]);
  }, 600_000);

  it('no command changes a row of another tenant or reveals that it exists, and each accepts the caller’s own', async () => {
    const outcome = fresh();
    const { watched, documents } = watch(world);
    await commandEverything(watched, outcome);
    process.stdout.write(`tenant matrix: ${outcome.cells} command cells\n`);
    expect(outcome.wrong).toEqual([]);
    expect(without(outcome)).toEqual([]);
    const { schema } = world.world.domain;
    const readable = fieldsBelow(schema, schema.getQueryType()!);
    const own = fieldsBelow(schema, schema.getMutationType()!).difference(readable);
    expect([...own.difference(fieldsIn(schema, documents))]).toEqual([]);
  }, 600_000);
});
