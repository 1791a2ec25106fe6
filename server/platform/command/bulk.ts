import type { Reads, SqlOf } from '../read/declare.ts';
import type { AnyCommand, Tx } from './command.ts';

/** What a command says that may be run on many rows of a list at once. Its input has the row's `id`. */
export interface Bulk {
  /** Name of a row as people see it. */
  readonly label: SqlOf;
  /** Input fields that hold for every row; by default all but the id and the version. */
  readonly fields?: readonly string[];
  /** A decision that waits some seconds, in which it can be taken back. */
  readonly held?: boolean;
  /** Rows that want a look of their own: among others they are refused, with this code. */
  readonly alone?: { readonly code: string; readonly when: SqlOf };
  readonly undo?: Undo;
}

/** How a row gets back what it had. */
export interface Undo {
  /** What to keep of a row before the change, as JSON; null when the command will change nothing. */
  remember(tx: Tx, id: string, input: never): Promise<object | null>;
  /** Puts it back. Refuses CHANGED_SINCE where somebody else has changed the row in between. */
  restore(tx: Tx, id: string, remembered: never): Promise<void>;
}

/** The type whose rows a command changes: the first object of its payload. */
export function subjectOf(spec: AnyCommand): Reads {
  const [subject] = Object.values(spec.payload);
  if (!subject) throw new Error(`${spec.name} has no object to run on`);
  return subject();
}
