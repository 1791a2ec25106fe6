import type { RowModel } from '../model.ts';
import type { Keyed } from '../shapes.ts';
import type { ObjectPlan, OperationPlan, Output, PageOutput, ReportOutput } from './plan.ts';

export type Json = Record<string, unknown>;

/** Place of a value in the answer, from its end. */
export interface Place {
  readonly prev: Place | null;
  readonly key: string | number;
}

type Visit = (object: ObjectPlan<RowModel>, row: Json, place: Place) => void;

export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | null = place; at; at = at.prev) path.unshift(at.key);
  return path;
}

/** Visits each object of a parsed answer with its plan, outer ones first. */
export function eachObject({ roots }: OperationPlan, data: Json, visit: Visit): void {
  const object = (plan: ObjectPlan<RowModel>, row: Json, place: Place): void => {
    visit(plan, row, place);
    for (const [key, output] of plan.fields) {
      if (row[key] !== null) field(output, row[key], { prev: place, key });
    }
  };
  const list = (plan: ObjectPlan<RowModel>, rows: unknown, place: Place): void =>
    (rows as Json[]).forEach((row, key) => {
      object(plan, row, { prev: place, key });
    });
  const field = (output: Output, value: unknown, place: Place): void => {
    if (output.kind === 'one') object(output.target, value as Json, place);
    else if (output.kind === 'some') list(output.target, value, place);
    else if (output.kind === 'page') page(output.page.outputs, value as Json, place);
  };
  const page = (outputs: Keyed<PageOutput>, connection: Json, place: Place): void => {
    for (const [key, output] of outputs) {
      const at = { prev: place, key };
      if (output.kind === 'nodes') list(output.target, connection[key], at);
      if (output.kind !== 'edges') continue;
      (connection[key] as Json[]).forEach((edge, i) => {
        for (const [name, part] of output.fields)
          if (typeof part !== 'string')
            object(part, edge[name] as Json, { prev: { prev: at, key: i }, key: name });
      });
    }
  };
  const report = (outputs: Keyed<ReportOutput>, value: Json, place: Place): void => {
    for (const [key, output] of outputs)
      if (output.kind === 'rows') list(output.target, value[key], { prev: place, key });
  };
  for (const [key, root] of roots) {
    const place = { prev: null, key };
    if (root.kind === 'page') page(root.page.outputs, data[key] as Json, place);
    else if (root.kind === 'report') report(root.plan.outputs, data[key] as Json, place);
    else if (root.kind === 'lookup' && data[key]) object(root.target, data[key] as Json, place);
  }
}
