import { constantParts } from './json-parts.ts';
import type { OperationPlan } from './plan.ts';
import { eachObject, type Json, pathOf } from './walk.ts';

/** Asks an upstream for the value of a field at a path; resolves with null for a value that it does not know. */
export type Ask = (
  upstream: string,
  input: unknown,
  path: readonly (string | number)[],
) => Promise<unknown>;

/** Replaces the SQL values of the fields that upstreams answer, all at once. */
export async function askUpstreams(plan: OperationPlan, data: Json, ask: Ask): Promise<Json> {
  const asked: Promise<void>[] = [];
  eachObject(plan, data, ({ fields }, row, place) => {
    for (const [key, output] of fields) {
      if (output.kind !== 'upstream' || row[key] === null) continue;
      const answer = ask(output.upstream, row[key], pathOf({ prev: place, key }));
      asked.push(
        answer.then((value) => {
          row[key] = output.shape ? constantParts(value, output.shape) : value;
        }),
      );
    }
  });
  await Promise.all(asked);
  return data;
}
