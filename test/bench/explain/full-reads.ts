import type { PlanNode } from './statement.ts';

/** Plan nodes that read all their input before they return the first row. */
const BLOCKING = new Set(['Sort', 'Hash', 'Materialize', 'Bitmap Heap Scan']);

/**
 * Steps of a plan that read more than a page should: a full scan of a large table, or a blocking step over
 * more than `most` rows. One line each, outermost first.
 */
export function fullReads(plan: PlanNode, large: ReadonlySet<string>, most: number): string[] {
  const found: string[] = [];
  walk(plan, (node) => {
    const table = node['Relation Name'];
    if (node['Node Type'] === 'Seq Scan' && table && large.has(table))
      found.push(`reads all of ${table}`);
    const takesIn = BLOCKING.has(node['Node Type'])
      ? Math.max(...(node.Plans ?? [node]).map((child) => child['Plan Rows']))
      : 0;
    if (takesIn > most) found.push(`${node['Node Type']} over ${tablesOf(node).join(', ')}`);
  });
  return [...new Set(found)];
}

function walk(node: PlanNode, visit: (node: PlanNode) => void): void {
  visit(node);
  for (const child of node.Plans ?? []) walk(child, visit);
}

function tablesOf(node: PlanNode): string[] {
  const tables = new Set<string>();
  walk(node, (child) => {
    const table = child['Relation Name'];
    if (table) tables.add(table);
  });
  return [...tables];
}
