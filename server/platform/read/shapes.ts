/** Response key → what stands there, in the order of the response. */
export type Keyed<T> = readonly (readonly [key: string, output: T])[];

/** Which parts of a JSON value are wanted; null takes it whole. */
export interface JsonShape {
  readonly list: boolean;
  readonly keys: Keyed<{ readonly name: string; readonly sub: JsonShape | null } | 'typename'>;
  readonly typeName: string;
}

/** What a list is asked for; values are arguments of the statement, this shape decides its text. */
export interface PageShape {
  readonly order: string;
  readonly direction: 'ASC' | 'DESC';
  /** The client asked for the end of the list: read backwards, then turned round. */
  readonly backwards: boolean;
  readonly hasCursor: boolean;
  /** Given filters with the names of their given arguments. */
  readonly filters: readonly { name: string; args: readonly string[] }[];
}
