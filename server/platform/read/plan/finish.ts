import type { Secrets } from '../../secrets.ts';
import type { RowModel } from '../model.ts';
import type { Keyed } from '../shapes.ts';
import { constantParts } from './json-parts.ts';
import {
  type ObjectPlan,
  type OperationPlan,
  type Output,
  type PageOutput,
  type ReportOutput,
  Unplanned,
} from './plan.ts';

type Json = Record<string, unknown>;

/**
 * Computes the code fields over the parsed rows. Throws Unplanned if a code field is null against the schema; the
 * resolved execution reports the error.
 */
export function finish({ roots }: OperationPlan, data: Json, secrets: Secrets): Json {
  for (const [key, root] of roots) {
    if (root.kind === 'page') finishPage(root.page.outputs, data[key] as Json, secrets);
    else if (root.kind === 'report') finishReport(root.plan.outputs, data[key] as Json, secrets);
    else if (root.kind === 'lookup' && data[key])
      finishObject(root.target, data[key] as Json, secrets);
  }
  return data;
}

function finishPage(outputs: Keyed<PageOutput>, connection: Json, secrets: Secrets): void {
  for (const [key, output] of outputs) {
    if (output.kind === 'nodes') {
      for (const node of connection[key] as Json[]) finishObject(output.target, node, secrets);
    }
    if (output.kind !== 'edges') continue;
    for (const edge of connection[key] as Json[]) {
      for (const [name, part] of output.fields) {
        if (typeof part !== 'string') finishObject(part, edge[name] as Json, secrets);
      }
    }
  }
}

function finishReport(outputs: Keyed<ReportOutput>, report: Json, secrets: Secrets): void {
  for (const [key, output] of outputs) {
    if (output.kind !== 'rows') continue;
    for (const row of report[key] as Json[]) finishObject(output.target, row, secrets);
  }
}

function finishObject({ model, fields }: ObjectPlan<RowModel>, row: Json, secrets: Secrets): void {
  for (const [key, output] of fields) {
    row[key] = finishField(output, row[key], secrets);
    if (row[key] === null && output.kind === 'code' && output.required) {
      throw new Unplanned(`${model.name}.${key} is null against the schema`);
    }
  }
}

function finishField(output: Output, value: unknown, secrets: Secrets): unknown {
  if (value === null) return null;
  switch (output.kind) {
    case 'code': {
      const computed = output.compute(value as Json, secrets) ?? null;
      return output.shape ? constantParts(computed, output.shape) : computed;
    }
    case 'one':
      finishObject(output.target, value as Json, secrets);
      return value;
    case 'some':
      for (const child of value as Json[]) finishObject(output.target, child, secrets);
      return value;
    case 'page':
      finishPage(output.page.outputs, value as Json, secrets);
      return value;
    default:
      return value;
  }
}
