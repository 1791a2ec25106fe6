import { userErrorOf } from '../../../platform/api/messages.ts';
import { dryRun } from '../../../platform/command/dry-run.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse, type UserError } from '../../../platform/errors.ts';
import { globalId } from '../../../platform/ids.ts';
import { rowSet } from '../../../platform/read/row-set.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { rowCommandOf, rowInput, subjectOf } from './bulk-rows.ts';
import type { BulkSummaryType } from './bulk-summary.type.ts';
import { worthOf } from './bulk-worth.read.ts';
import type { NewRow } from './job-make.write.ts';

/** Limits of the row-by-row dry run, because a person waits for its result. */
const TRIED_MAX = 200;
const TRIED_MS = 2_500;
const EXAMPLES = 3;

type Input = Readonly<Record<string, unknown>>;
interface Verdict {
  readonly row: NewRow;
  readonly errors: readonly UserError[];
}

async function judge(tx: Tx, spec: AnyCommand, input: Input, row: NewRow): Promise<Verdict> {
  const errors = row.code
    ? [{ code: row.code, field: null, params: {} }]
    : await dryRun(tx, rowCommandOf(spec), rowInput(spec, row, input));
  return { row, errors };
}

/** Judges rows one by one until `enough` returns true or the time is over. */
async function judgeSome(
  tx: Tx,
  spec: AnyCommand,
  input: Input,
  rows: readonly NewRow[],
  enough: (verdict: Verdict) => boolean,
): Promise<Verdict[]> {
  const began = performance.now();
  const verdicts: Verdict[] = [];
  for (const row of rows.slice(0, TRIED_MAX)) {
    const verdict = await judge(tx, spec, input, row);
    verdicts.push(verdict);
    if (enough(verdict) || performance.now() - began > TRIED_MS) break;
  }
  return verdicts;
}

/** Refuses a batch of which no row would be accepted, with the reasons of its rows. */
export async function mustAcceptOne(
  tx: Tx,
  spec: AnyCommand,
  input: Input,
  rows: readonly NewRow[],
): Promise<void> {
  const verdicts = await judgeSome(tx, spec, input, rows, ({ errors }) => errors.length === 0);
  const accepted = verdicts.at(-1)?.errors.length === 0;
  if (accepted || verdicts.length < rows.length) return;
  const reasons = new Map(
    verdicts.flatMap(({ errors }) => errors.map((error) => [JSON.stringify(error), error])),
  );
  if ([...reasons.values()].every(({ code }) => code === 'NOT_FOUND')) throw PublicError.notFound();
  refuse.ifAny([...reasons.values()]);
}

/** Returns the expected outcome for the rows: the first ones by a dry run, the others by `viewerActions`. */
export async function summarize(
  tx: Tx,
  spec: AnyCommand,
  input: Input,
  rows: readonly NewRow[],
): Promise<BulkSummaryType> {
  const tried = await judgeSome(tx, spec, input, rows, () => false);
  const rest = await askButtons(tx, spec, rows.slice(tried.length));
  const verdicts = [...tried, ...rest];
  const refused = verdicts.filter(({ errors }) => errors.length > 0);
  const accepted = verdicts.filter(({ errors }) => errors.length === 0);
  const groups = Map.groupBy(refused, ({ errors }) => errors[0]!.code);
  const prefix = subjectOf(spec).spec.id;
  const refusals = [...groups].map(([code, verdicts]) => ({
    code,
    message: userErrorOf(verdicts[0]!.errors[0]!).message,
    count: verdicts.length,
    examples: verdicts.slice(0, EXAMPLES).map(({ row, errors }) => ({
      subjectId: globalId(prefix, row.id),
      label: row.label,
      params: paramsOf(errors[0]!.params),
    })),
  }));
  return {
    total: rows.length,
    accepted: accepted.length,
    tried: tried.length,
    worth: await worthOf(
      tx,
      subjectOf(spec),
      accepted.map(({ row }) => row.id),
    ),
    refusals: refusals.sort((a, b) => b.count - a.count),
  };
}

export const paramsOf = (params: UserError['params']): { key: string; value: string }[] =>
  Object.entries(params).map(([key, value]) => ({ key, value: String(value) }));

interface Button {
  readonly id: string;
  readonly code: ReasonCode;
  readonly params: readonly { key: string; value: string }[] | null;
}

/**
 * Reads the reasons of disabled actions for rows, in one statement; a row without such an action is accepted.
 */
async function askButtons(tx: Tx, spec: AnyCommand, rows: readonly NewRow[]): Promise<Verdict[]> {
  const model = tx.domain.model(subjectOf(spec));
  const set = rowSet(model, tx.viewer.role);
  const open = rows.filter(({ code }) => code === null);
  const given = rows.filter(({ code }) => code !== null);
  const off = new Map<string, Button>();
  if (set?.actions && open.length > 0) {
    const event = spec.name.slice(model.name.length);
    const name = sql.literal(event.charAt(0).toLowerCase() + event.slice(1));
    const found = await tx.rows<Button>(
      sql`select x.id, a->>'reasonCode' as code, a->'reasonParams' as params
        from (select ${set.d.id} as id, ${set.actions} as actions
          from ${set.from} where ${set.where}
            and ${set.d.id} in (select w::uuid from jsonb_array_elements_text(${JSON.stringify(open.map(({ id }) => id))}::jsonb) w)) x,
          json_array_elements(x.actions) a
        where a->>'name' = ${name} and not (a->>'enabled')::boolean`,
      set.values,
    );
    for (const button of found) off.set(button.id, button);
  }
  return [
    ...given.map((row) => ({ row, errors: [{ code: row.code!, field: null, params: {} }] })),
    ...open.map((row) => {
      const button = off.get(row.id);
      if (!button) return { row, errors: [] };
      const params = Object.fromEntries(
        (button.params ?? []).map(({ key, value }) => [key, value]),
      );
      return { row, errors: [{ code: button.code, field: null, params }] };
    }),
  ];
}
