import type { Secrets } from '../../secrets.ts';
import { constantParts } from './json-parts.ts';
import { type OperationPlan, Unplanned } from './plan.ts';
import { eachObject, type Json } from './walk.ts';

/**
 * Computes the code fields over the parsed rows. Throws Unplanned if a code field is null against the schema; the
 * resolved execution reports the error.
 */
export function finish(plan: OperationPlan, data: Json, secrets: Secrets): Json {
  eachObject(plan, data, ({ model, fields }, row) => {
    for (const [key, output] of fields) {
      if (output.kind !== 'code' || row[key] === null) continue;
      const computed = output.compute(row[key] as Json, secrets) ?? null;
      row[key] = output.shape ? constantParts(computed, output.shape) : computed;
      if (row[key] === null && output.required)
        throw new Unplanned(`${model.name}.${key} is null against the schema`);
    }
  });
  return data;
}
