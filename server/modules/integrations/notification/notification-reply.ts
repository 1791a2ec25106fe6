/** Result codes of domain §6.3 that the product answers, with the text of the answer. */
const RESULTS = {
  SUCCESS: ['000000', 'success'],
  AUTHENTICATION_FAILED: ['000001', 'authentication failed'],
  BAD_PARAMETER: ['000002', 'bad parameter'],
  INSTANCE_NOT_FOUND: ['000003', 'instance not found'],
  OTHER: ['000005', 'internal error, send again'],
} as const;
export type Result = keyof typeof RESULTS;

/** Answer to a notification, without its signature. */
export interface Reply {
  readonly result: Result;
  /** Parameter at fault. */
  readonly path?: string;
  /** Further fields of the answer. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const codeOf = (result: Result): string => RESULTS[result][0];

/** JSON text of an answer. */
export function textOf({ result, path, fields }: Reply): string {
  const [resultCode, text] = RESULTS[result];
  return JSON.stringify({ resultCode, resultMsg: path ? `${text}: ${path}` : text, ...fields });
}
