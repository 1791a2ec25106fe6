import type { AnyCommand } from '../../../platform/command/types.ts';
import type { Role } from '../../../platform/viewer.ts';
import { authorizations } from '../../authorizations/index.ts';
import { bindings } from '../../bindings/index.ts';
import { customers } from '../../customers/index.ts';
import { demands } from '../../demands/index.ts';
import { discounts } from '../../discounts/index.ts';
import { settlement } from '../../settlement/index.ts';
import { subjectOf } from './bulk-rows.ts';

const withBulk = [customers, bindings, authorizations, discounts, demands, settlement].flatMap(
  (module) => (module.commands ?? []).filter((spec) => spec.bulk),
);

/** Commands that support bulk runs, by name. */
export const bulkActions: ReadonlyMap<string, AnyCommand> = new Map(
  withBulk.map((spec) => [spec.name, spec]),
);

/** Names of the bulk commands that a role may run. */
export const actionsOf = (role: Role): readonly string[] =>
  [...bulkActions.values()].filter(({ roles }) => roles.includes(role)).map(({ name }) => name);

/** Names of the commands that can be undone. */
export const reversibleActions: readonly string[] = withBulk
  .filter((spec) => spec.bulk!.undo)
  .map((spec) => spec.name);

const prefixes = new Map(withBulk.map((spec) => [subjectOf(spec).name, subjectOf(spec).spec.id]));

/** Returns the global-id prefix of a type with bulk actions. Throws for any other type. */
export function subjectPrefix(type: string): string {
  const prefix = prefixes.get(type);
  if (!prefix) throw new Error(`No command supports bulk runs on ${type}`);
  return prefix;
}

/** Returns the command of a job. Throws for a name that no module declares any more. */
export function bulkAction(name: string): AnyCommand {
  const spec = bulkActions.get(name);
  if (!spec) throw new Error(`${name} does not support bulk runs`);
  return spec;
}
