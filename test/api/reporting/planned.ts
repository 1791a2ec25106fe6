import { parse } from 'graphql';
import { GraphqlContext } from '../../../server/platform/api/context.ts';
import type { Caller, World } from '../../kit/world.ts';

/** Data of a query that must be one planned statement; the resolvers must give the same answer. */
export async function askPlanned(
  world: World,
  caller: Caller,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<any> {
  const resolved = await caller.ask(source, variables);
  const context = new GraphqlContext(world.deps, caller.viewer, 'planned');
  try {
    const planned = await context.plan({ document: parse(source), variables });
    if ('unplanned' in planned) throw new Error(`not planned: ${planned.unplanned}\n${source}`);
    const data = JSON.parse(planned.json);
    if (JSON.stringify(data) !== JSON.stringify(resolved))
      throw new Error(`planned  ${planned.json}\nresolved ${JSON.stringify(resolved)}\n${source}`);
    return data;
  } finally {
    await context.endReads();
  }
}

/** Rows of a report, which must be one planned statement. */
export const reportOf = async (
  world: World,
  caller: Caller,
  report: string,
  args: string,
  fields: string,
): Promise<any[]> =>
  (await askPlanned(world, caller, `{ ${report}(first: 100, ${args}) { rows { ${fields} } } }`))[
    report
  ].rows;
