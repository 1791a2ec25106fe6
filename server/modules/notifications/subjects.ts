import { withClocks } from './clocks.ts';

const prefixes = new Map(withClocks.map((life) => [life.machine.type, life.reads.spec.id]));

/** Global-id prefix of the type that a clock belongs to. Throws for a type without a life cycle. */
export function subjectPrefix(type: string): string {
  const prefix = prefixes.get(type);
  if (!prefix) throw new Error(`No life cycle of the type ${type} is listed`);
  return prefix;
}
