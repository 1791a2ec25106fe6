import type { ApiDeps } from '../../platform/api/context.ts';
import { transact } from '../../platform/command/pipeline.ts';
import type { Tx } from '../../platform/command/types.ts';
import { type SealedColumn, sealedColumns } from '../../platform/db/sealed.ts';
import { sql } from '../../platform/sql/sql.ts';
import { SYSTEM_TENANT } from '../../platform/viewer.ts';
import { SYSTEM } from './acting.ts';
import { type AdminWork, readArguments } from './arguments.ts';

const BATCH = 500;

interface SealedRow {
  readonly id: string;
  readonly sealed: string;
}

interface Outcome {
  readonly resealed: number;
  /** Texts that neither key opens. */
  readonly lost: number;
}

/**
 * Seals every text that the previous SECRET_KEY sealed under the present one. A repetition continues an interrupted run.
 * Throws with the number of texts that no key opens; all others are resealed by then.
 */
export const reseal: AdminWork = (args) => {
  readArguments(args, []);
  return async (deps) => {
    let resealed = 0;
    const lost: string[] = [];
    for (const column of sealedColumns(deps.domain.entities)) {
      const outcome = await resealColumn(deps, column);
      resealed += outcome.resealed;
      if (outcome.lost > 0)
        lost.push(`${sql.tableName(column.entity)}.${column.column}: ${outcome.lost}`);
    }
    if (resealed > 0)
      await transact(deps, SYSTEM, 'command-line', async (tx) => {
        const detail = { texts: resealed };
        tx.audit({
          action: 'secretsReseal',
          subjectType: 'Organization',
          subjectId: SYSTEM_TENANT,
          detail,
        });
      });
    const done = `${resealed} texts are resealed under the present SECRET_KEY.`;
    if (lost.length > 0)
      throw new Error(
        `${done}\nTexts that neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens:\n${lost.join('\n')}`,
      );
    return `${done} Nothing needs the previous one: leave out SECRET_KEY_PREVIOUS and start the servers again.`;
  };
};

async function resealColumn(deps: ApiDeps, column: SealedColumn): Promise<Outcome> {
  let after: string | null = null;
  let resealed = 0;
  let lost = 0;
  do {
    const batch: Outcome & { readonly last: string | null } = await transact(
      deps,
      SYSTEM,
      'command-line',
      (tx) => resealBatch(tx, column, after),
    );
    after = batch.last;
    resealed += batch.resealed;
    lost += batch.lost;
  } while (after !== null);
  return { resealed, lost };
}

async function resealBatch(
  tx: Tx,
  { entity, column, purpose }: SealedColumn,
  after: string | null,
): Promise<Outcome & { readonly last: string | null }> {
  const { secrets } = tx;
  const [table, sealed] = [sql.table(entity), sql.ident(column)];
  const rows = await tx.rows<SealedRow>(sql`
    select id, ${sealed} as sealed from ${table}
    where ${sealed} is not null and not starts_with(${sealed}, ${secrets.sealMark})
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${BATCH} for update`);
  const opened = rows.flatMap(({ id, sealed: text }) => {
    try {
      return [{ id, sealed: secrets.seal(purpose, secrets.unseal(purpose, text)) }];
    } catch {
      return [];
    }
  });
  await tx.rows(sql`
    update ${table} t set ${sealed} = n.sealed
    from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) n(id uuid, sealed text)
    where t.id = n.id returning t.id`);
  return {
    resealed: opened.length,
    lost: rows.length - opened.length,
    last: rows.at(-1)?.id ?? null,
  };
}
