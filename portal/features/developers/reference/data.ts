import address from '../../../gql/reference.json?url';
import type { ReferenceType } from './shapes.ts';

/** The schema as the reference shows it. */
export interface Reference {
  types: readonly ReferenceType[];
  byName: ReadonlyMap<string, ReferenceType>;
  /** Fields and arguments of each type, as `Type.field`. */
  uses: ReadonlyMap<string, readonly string[]>;
}

let loading: Promise<Reference> | null = null;

/** Loads the schema once. It is a data file, because a script of this size would take longer to start. */
export function loadReference(): Promise<Reference> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Reference> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The reference is not available (${response.status}).`);
  return referenceOf((await response.json()) as readonly ReferenceType[]);
}

function referenceOf(types: readonly ReferenceType[]): Reference {
  const uses = new Map<string, Set<string>>();
  const add = (type: string, use: string) => {
    const name = nameIn(type);
    uses.set(name, (uses.get(name) ?? new Set()).add(use));
  };
  for (const { name, fields = [] } of types)
    for (const field of fields) {
      add(field.type, `${name}.${field.name}`);
      for (const arg of field.args ?? []) add(arg.type, `${name}.${field.name}`);
    }
  return {
    types,
    byName: new Map(types.map((type) => [type.name, type])),
    uses: new Map([...uses].map(([name, found]) => [name, [...found].sort()])),
  };
}

/** The name in a type of the SDL: `Customer` in `[Customer!]!`. */
export const nameIn = (type: string): string => type.replace(/[[\]!]/g, '');
