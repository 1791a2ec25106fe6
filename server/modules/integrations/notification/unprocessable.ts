/** Why a notification cannot be processed now: a reason or a code of the upstream, and the path of the value. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';

  constructor(
    readonly code: string,
    readonly path: string,
    /** Order of the upstream that cannot be written; absent without an order that a person can correct. */
    readonly order?: { readonly id: string; readonly raw: unknown },
  ) {
    super(`${code} ${path}`);
  }
}
