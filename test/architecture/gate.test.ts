import { describe, expect, it } from '@jest/globals';
import type { GraphQLField } from 'graphql';
import { Query, Resolver } from 'type-graphql';
import { assemble } from '../../server/platform/api/assemble.ts';
import { DemoMarkEntity } from '../../server/platform/db/demo-mark.entity.ts';
import { Role } from '../../server/platform/viewer.ts';
import { loadDomain } from '../../server/schema.ts';

const { schema } = await loadDomain();
const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!]
  .flatMap((type) => Object.values(type.getFields()))
  .flatMap((field) => [
    { name: field.name, field, run: field.resolve },
    ...(field.subscribe
      ? [{ name: `${field.name} (subscribe)`, field, run: field.subscribe }]
      : []),
  ]);
type Run = GraphQLField<unknown, unknown>['resolve'];

/** The code of a resolver's refusal. The context throws another error when the resolver uses it. */
async function refusalOf(run: Run, role: Role | null): Promise<string> {
  const viewer = role && { role, side: Role.sideOf(role) };
  try {
    await run!(undefined, {}, { viewer } as object, {} as never);
    return 'none';
  } catch (error) {
    return (error as { code?: string }).code ?? 'OTHER';
  }
}

describe('gate 1', () => {
  it('refuses at every root field an anonymous caller, and each role that the field does not name', async () => {
    const open: string[] = [];
    for (const { name, field, run } of roots) {
      const named = field.extensions.roles as readonly Role[];
      const codes = await Promise.all([
        refusalOf(run, null),
        ...Role.all.filter((role) => !named.includes(role)).map((role) => refusalOf(run, role)),
      ]);
      const [nobody, ...others] = codes;
      if (nobody !== 'UNAUTHENTICATED' || others.some((code) => code !== 'FORBIDDEN'))
        open.push(`${name}: ${[...new Set(codes)]}`);
    }
    expect(roots.length).toBeGreaterThan(130);
    expect(open).toEqual([]);
  });

  it('accepts each role that the field names', async () => {
    const closed: string[] = [];
    for (const { name, field, run } of roots) {
      for (const role of field.extensions.roles as readonly Role[]) {
        const code = await refusalOf(run, role);
        if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') closed.push(`${name}: ${role}`);
      }
    }
    expect(closed).toEqual([]);
  });

  it('does not let the server start with a root field that names no role', async () => {
    @Resolver()
    class Open {
      @Query(() => String, { description: 'A field without @Access.' })
      open(): string {
        return 'to everybody';
      }
    }
    await expect(
      assemble([{ name: 'open', entities: [DemoMarkEntity], resolvers: [Open] }]),
    ).rejects.toThrow('Query.open names no role');
  });
});
