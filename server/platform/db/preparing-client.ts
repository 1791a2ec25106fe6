import pg from 'pg';

/** Statements kept prepared on one connection. The texts are the product's own, so there are not many more. */
const KEPT = 1_000;

type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/** A connection on which a statement with parameters is parsed and planned once. */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();

  override query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
    const send = super.query.bind(this) as Query;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return send(text, values, ...rest);
    return send({ name: this.#nameOf(text), text, values }, ...rest);
  }) as pg.Client['query'];

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= KEPT) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
