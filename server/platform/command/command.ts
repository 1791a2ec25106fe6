import { type InputFields, type InputRule, inputShape, type Values, withRule } from './input.ts';
import type { AnyCommand, Command } from './types.ts';

/** A command as a module declares it. The mutation's name gives the name of the input type. */
export interface CommandSpec<F extends InputFields> extends Omit<Command<Values<F>>, 'input'> {
  readonly fields: F;
  /** Every broken rule is reported. */
  readonly rules?: readonly InputRule<Values<F>>[];
  /** Description of the input type; by default "Input of" and the mutation's name. */
  readonly inputDescription?: string;
}

export function command<F extends InputFields>({
  fields,
  rules = [],
  inputDescription,
  ...spec
}: CommandSpec<F>): AnyCommand {
  const { name, bulk, freshProof } = spec;
  if (bulk && freshProof)
    throw new Error(`${name} cannot run later: by then its proof is no longer fresh`);
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const shape = inputShape(type, inputDescription ?? `Input of ${name}.`, fields);
  return { ...spec, input: rules.reduce(withRule, shape) };
}
