/**
 * Number of a JSON text in the sender's digits, because a float would round it. `JSON.stringify` writes the same
 * digits again.
 */
export class NumberText {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return rawJSON(this.text);
  }

  toString(): string {
    return this.text;
  }
}

// The type of the library lacks both parts of the proposal that Node implements.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * Reads JSON without loss: an integer that a float holds exactly becomes a number, every other number a
 * {@link NumberText}. Throws SyntaxError, or RangeError for values that are nested too deeply.
 */
export function parseJson(text: string): unknown {
  const keepDigits = (_: string, value: unknown, context?: { source: string }): unknown =>
    typeof value === 'number' && !(Number.isSafeInteger(value) && String(value) === context!.source)
      ? new NumberText(context!.source)
      : value;
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}
