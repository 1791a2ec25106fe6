import type { Reads } from '../read/declare.ts';
import type { AnyCommand } from './types.ts';

/** The type whose rows a command changes: the first object of its payload. */
export function subjectOf(spec: AnyCommand): Reads {
  const [subject] = Object.values(spec.payload);
  if (!subject) throw new Error(`${spec.name} has no object to run on`);
  return subject();
}
