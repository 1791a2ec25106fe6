import { command } from '../../server/platform/command/command.ts';
import { field, reason } from '../../server/platform/command/input.ts';
import type { Bulk, GuardEdge, Violation } from '../../server/platform/command/types.ts';
import { Refusal, refuse } from '../../server/platform/errors.ts';
import type { Guard } from '../../server/platform/machine.ts';

// Codes that no catalog declares. The compiler refuses each line below the comments: where it accepts one, the comment
// is an error itself.

// @ts-expect-error: a refusal
export const thrown = refuse('NOT_DECLARED');
// @ts-expect-error: one of several errors of a refusal
export const listed = new Refusal([{ code: 'NOT_DECLARED', field: null, params: {} }]);
// @ts-expect-error: a code for files is no code of a command
export const fileCode = refuse('COLUMN_UNKNOWN');
// @ts-expect-error: a guard of a machine
export const guard: Guard = { code: 'NOT_DECLARED', when: 'fact' };
// @ts-expect-error: a guard of a later module
export const edge: Pick<GuardEdge, 'code'> = { code: 'NOT_DECLARED' };
// @ts-expect-error: the message of a validation
export const validation = reason('NOT_DECLARED');
// @ts-expect-error: the meaning of a constraint violation
export const violation: Violation = { code: 'NOT_DECLARED', field: 'name' };
// @ts-expect-error: a row that needs individual attention
export const alone: Pick<NonNullable<Bulk['alone']>, 'code'> = { code: 'NOT_DECLARED' };

export const ruled = command({
  name: 'thingGo',
  description: 'Goes.',
  roles: [],
  fields: { name: field.text('Name.') },
  // @ts-expect-error: a rule on the fields together
  rule: { code: 'NOT_DECLARED', field: 'name', holds: () => true },
  payload: {},
  idempotent: false,
  run: async () => ({}),
});
