import { calendar } from '../calendar.ts';
import type { Rows } from '../db/transaction.ts';
import { sql } from '../sql/sql.ts';

/**
 * Numbers of one kind of documents, such as `ORD-20260302-000001`: the date and a serial number of the sequence.
 * Numbers have gaps, because one is drawn before the command is accepted.
 */
export function documentNumbers(prefix: string, sequence: string, digits = 4) {
  /** SQL of the next serial number. */
  const serial = sql`nextval(${sql.literal(sequence)})::text`;
  const of = (at: Date, drawn: string): string =>
    `${prefix}-${calendar.localDate(at).replaceAll('-', '')}-${drawn.padStart(digits, '0')}`;
  /** Draws serial numbers. */
  const serials = async (tx: Rows, count: number): Promise<string[]> => {
    const drawn = await tx.rows<{ serial: string }>(
      sql`select ${serial} as serial from generate_series(1, ${count}::int)`,
    );
    return drawn.map((row) => row.serial);
  };
  return {
    serial,
    serials,
    of,
    /** Draws one number. */
    async next(tx: Rows, at: Date): Promise<string> {
      const [drawn] = await serials(tx, 1);
      return of(at, drawn!);
    },
  };
}
