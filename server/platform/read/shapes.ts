/** Response keys with their values, in the order of the response. */
export type Keyed<T> = readonly (readonly [key: string, output: T])[];

/** The selected parts of a JSON value; null selects the whole value. */
export interface JsonShape {
  readonly list: boolean;
  readonly keys: Keyed<{ readonly name: string; readonly sub: JsonShape | null } | 'typename'>;
  readonly typeName: string;
}

/** The shape of a list request, which decides the statement's text. Values are arguments of the statement. */
export interface PageShape {
  readonly order: string;
  readonly direction: 'ASC' | 'DESC';
  /** Whether the client requested the end of the list. The rows are then read backwards and reversed. */
  readonly backwards: boolean;
  readonly hasCursor: boolean;
  /** The given filters, each with the names of its given arguments and the given words of a closed set. */
  readonly filters: readonly {
    readonly name: string;
    readonly args: readonly string[];
    readonly words: readonly string[];
  }[];
}
