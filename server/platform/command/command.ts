import type { AnyCommand, Command } from './types.ts';

/** Declares a command, from which the mutation, its input and its payload are derived. */
export const command = <I>(spec: Command<I>): AnyCommand => {
  if (spec.bulk && spec.freshProof)
    throw new Error(`${spec.name} cannot run later: by then its proof is no longer fresh`);
  return spec;
};
