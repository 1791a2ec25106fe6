import type { OrganizationKind } from '../../modules/identity/index.ts';
import { FOUNDING_ROLE } from '../../modules/identity/organization/organization.commands.ts';
import { messageOf } from '../../platform/api/messages.ts';
import { runCommand } from '../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import { FileRefusal, Refusal, type UserError } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { Role, systemViewer, type Viewer } from '../../platform/viewer.ts';

/** Actor name of the command line in timelines and in the audit. */
const COMMAND_LINE = 'Command line';
export const SYSTEM = systemViewer(COMMAND_LINE);

export interface OrganizationRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: OrganizationKind;
}

/** Reads as the system. */
export const read = <R>({ db }: CommandDeps, query: Sql): Promise<R[]> =>
  db.transaction(SYSTEM, (tx) => tx.rows<R>(query));

/**
 * The organization with this code, in any case. Throws one sentence if it does not exist or has another
 * kind.
 */
export async function organizationOf(
  deps: CommandDeps,
  code: string,
  kind?: OrganizationKind,
): Promise<OrganizationRow> {
  const [row] = await read<OrganizationRow>(
    deps,
    sql`
    select id, code, name, kind from organization where code = ${code.toUpperCase()}`,
  );
  if (!row) throw new Error(`There is no organization with the code ${code.toUpperCase()}.`);
  if (kind && row.kind !== kind)
    throw new Error(`${row.code} is an organization of kind ${row.kind}, not ${kind}.`);
  return row;
}

/**
 * The viewer that acts for an organization from the command line. It has the organization's most powerful
 * role but is no member.
 */
export function actingFor({ id, kind }: Pick<OrganizationRow, 'id' | 'kind'>): Viewer {
  const role = FOUNDING_ROLE[kind];
  return { ...SYSTEM, role, side: Role.sideOf(role), tenantId: id };
}

/** The marketplace's first organization as viewer. Throws one sentence if the marketplace is not set up. */
export async function actingOperator(deps: CommandDeps): Promise<Viewer> {
  const [row] = await read<OrganizationRow>(
    deps,
    sql`
    select id, kind from organization where kind = 'OPERATOR' order by created_at, id limit 1`,
  );
  if (!row)
    throw new Error('There is no operator yet. Begin with: npm run admin -- create-operator MAIL');
  return actingFor(row);
}

/** Runs a command of the API. Throws one sentence if the command is refused. */
export async function run(
  deps: CommandDeps,
  viewer: Viewer,
  name: string,
  input: Record<string, unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const { values, userErrors } = await attempt(deps, viewer, name, { input });
  if (userErrors.length > 0) throw new Error(sentences(userErrors));
  return values;
}

/** Runs a command of the API, or validates it only, and returns a refusal to the caller. */
export async function attempt(
  deps: CommandDeps,
  viewer: Viewer,
  name: string,
  call: { input: Record<string, unknown>; validateOnly?: boolean; idempotencyKey?: string },
): Promise<Awaited<ReturnType<typeof runCommand>>> {
  const spec = deps.domain.commands.get(name);
  if (!spec) throw new Error(`There is no command ${name}.`);
  return await runCommand(deps, viewer, spec, { ...call, requestId: 'command-line' });
}

/** The errors of a refused command as text. */
export const sentences = (errors: readonly UserError[]): string =>
  errors
    .map(
      ({ code, field, params }) =>
        `${field ? `${field.join('.')}: ` : ''}${messageOf(code, params)}`,
    )
    .join('\n');

/** Converts a refusal inside `work` to an error with its text. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileRefusal) throw new Error(messageOf(error.code, error.params));
    throw error instanceof Refusal ? new Error(sentences(error.errors)) : error;
  }
}
