/** Value of an enum. */
export interface ReferenceValue {
  name: string;
  description: string;
  /** Reason of a deprecation, with its replacement and the day of the removal. */
  deprecated?: string;
}

/** Argument of a field, or field of an input. */
export interface ReferenceArgument extends ReferenceValue {
  /** Type as in the SDL: `[Customer!]!`. */
  type: string;
  /** Default value as in the SDL. */
  initial?: string;
}

export interface ReferenceField extends ReferenceArgument {
  args?: readonly ReferenceArgument[];
}

export type ReferenceKind = 'ROOT' | 'OBJECT' | 'ABSTRACT' | 'INPUT' | 'ENUM' | 'SCALAR';

/** Type of the schema, as `portal/gql/reference.json` lists it. */
export interface ReferenceType {
  name: string;
  /** `ROOT` is Query, Mutation or Subscription; `ABSTRACT` an interface or union. */
  kind: ReferenceKind;
  description: string;
  fields?: readonly ReferenceField[];
  interfaces?: readonly string[];
  values?: readonly ReferenceValue[];
  members?: readonly string[];
}
