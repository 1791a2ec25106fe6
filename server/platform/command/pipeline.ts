import { isConflict, isTimeout, isViolation } from '../db/failures.ts';
import type { LookUp } from '../db/look-up.ts';
import type { UnitOfWork } from '../db/transaction.ts';
import { LastingRefusal, PublicError, Refusal, refuse, type UserError } from '../errors.ts';
import { uuidv7 } from '../ids.ts';
import type { Row } from '../read/batches/session.ts';
import { sql, type Template } from '../sql/sql.ts';
import type { Viewer } from '../viewer.ts';
import { appendAudit } from './audit.ts';
import {
  claimKey,
  isTaken,
  type Key,
  keyOf,
  storedOutcome,
  storeOutcome,
  wasUsed,
} from './idempotency.ts';
import { inputErrors } from './input.ts';
import { commandTx, partsOf } from './tx.ts';
import type { AnyCommand, AuditLine, CommandDeps, PayloadValues, Tx, Violation } from './types.ts';
import { assertAllVisible } from './visibility.ts';

/** A credential that the command still has to prove. */
export interface UnprovenCredential {
  /** Look-up that is sent with the command's first statement, if it has the command's viewer. */
  readonly proof: LookUp;
  holds(): Promise<boolean>;
}

export interface CommandCall {
  readonly input: unknown;
  readonly idempotencyKey?: string | null;
  /** Runs the command and rolls it back, to report whether it would be accepted. */
  readonly validateOnly?: boolean | null;
  readonly requestId: string;
  readonly credential?: UnprovenCredential | null;
  /** Statements that read the payload's objects, by field name, with the argument `id`. */
  readonly objects?: Readonly<Record<string, Template>>;
  /**
   * Reads the changes of an accepted dry run inside its transaction, which is rolled back afterwards. `values` are
   * those of the payload.
   */
  inspect?(unit: UnitOfWork, values: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface CommandOutcome {
  readonly values: Readonly<Record<string, unknown>>;
  readonly userErrors: readonly UserError[];
  /** The requested rows after the command. Absent for a repeat, which returns the stored response. */
  readonly objects?: Readonly<Record<string, Row | null>>;
}

const ATTEMPTS = 3;
/** Time for an upstream's answer: the rest of a request's time is for the transaction. */
const ASK_MS = 2_500;
const refused = (errors: readonly UserError[]): CommandOutcome => ({
  values: {},
  userErrors: errors,
});

class DryRun extends Error {
  constructor(readonly values: Readonly<Record<string, unknown>>) {
    super();
  }
}

/**
 * The only way to change data: validation → viewer → idempotency row → visibility → lock, load, decide and write
 * (`run`) → audit → commit. Refusals are data; other errors are thrown.
 */
export async function runCommand(
  deps: CommandDeps,
  viewer: Viewer | null,
  spec: AnyCommand,
  call: CommandCall,
): Promise<CommandOutcome> {
  if (!viewer) throw PublicError.unauthenticated();
  if (!spec.roles.includes(viewer.role)) throw PublicError.forbidden();
  const { scope = 'write' } = spec;
  if (viewer.via === 'API_KEY' && !viewer.scopes.includes(scope))
    throw PublicError.missingScope(scope);
  const parsed = spec.input.schema.safeParse(call.input);
  if (!parsed.success) return refused(inputErrors(parsed.error));
  if (spec.freshProof) {
    const { via, hasFreshProof } = viewer;
    if (via === 'LINK' || (via === 'API_KEY' && !spec.openToKeys))
      return refused([{ code: 'PERSON_REQUIRED', field: null, params: {} }]);
    if (via === 'PORTAL' && !hasFreshProof && !call.validateOnly)
      throw PublicError.freshProofRequired();
  }
  try {
    const answered = await askUpstream(deps, viewer, spec, parsed.data, call);
    const outcome = await repeatOnConflict(() =>
      attemptCommand(deps, viewer, spec, parsed.data, call, answered),
    );
    if (outcome.userErrors.length === 0) await spec.afterwards?.(deps, outcome.values);
    return outcome;
  } catch (error) {
    const errors = error instanceof DryRun ? [] : refusalOf(error, spec);
    if (errors && spec.unsuccessful)
      await transact(deps, viewer, call.requestId, (tx) => spec.unsuccessful!(tx, parsed.data));
    if (error instanceof DryRun) return { values: error.values, userErrors: [] };
    if (errors) return refused(errors);
    if (isTimeout(error)) throw PublicError.unavailable(2);
    throw error;
  }
}

/** Repeats a transaction that PostgreSQL ended for the sake of another one. */
export async function repeatOnConflict<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * Math.random()));
    }
  }
}

type Answered = (tx: Tx) => Promise<PayloadValues>;

const keyFor = (
  spec: AnyCommand,
  input: unknown,
  { idempotencyKey, validateOnly }: CommandCall,
): Key | null =>
  spec.idempotent && !validateOnly && typeof idempotencyKey === 'string'
    ? keyOf(idempotencyKey, spec.name, input)
    : null;

/** Asks for a command that asks, once its caller and the objects of its input are checked. */
async function askUpstream(
  deps: CommandDeps,
  viewer: Viewer,
  spec: AnyCommand,
  input: unknown,
  call: CommandCall,
): Promise<Answered | null> {
  if (!spec.ask || call.validateOnly) return null;
  await mustHold(call.credential);
  const key = keyFor(spec, input, call);
  if (key && (await wasUsed(deps.db, viewer, key))) return null;
  await transact(deps, viewer, call.requestId, async (tx) => {
    await assertAllVisible(tx, spec.input.names(input));
    if (isUnproven(viewer, spec)) throw await missingProof(tx);
  });
  return await spec.ask({ deps, viewer, signal: AbortSignal.timeout(ASK_MS) }, input);
}

async function attemptCommand(
  deps: CommandDeps,
  viewer: Viewer,
  spec: AnyCommand,
  input: unknown,
  call: CommandCall,
  answered: Answered | null,
): Promise<CommandOutcome> {
  const { credential } = call;
  const key = keyFor(spec, input, call);
  // An API key is looked up under its own viewer, a session under the system's viewer: a session is therefore
  // checked separately.
  const proof = credential?.proof.viewer === viewer ? credential.proof : null;
  if (!proof) await mustHold(credential);
  try {
    const { objects, ...outcome } = await transact(deps, viewer, call.requestId, (tx) =>
      execute(tx, { spec, input, call, answered, key, proof }),
    );
    return { ...outcome, objects: Object.fromEntries(await Promise.all(objects)) };
  } catch (error) {
    if (key && isTaken(error)) return await storedOutcome(deps.db, viewer, key);
    throw error;
  }
}

/** One execution of a command in a transaction. */
interface Attempt {
  readonly spec: AnyCommand;
  readonly input: unknown;
  readonly call: CommandCall;
  readonly answered: Answered | null;
  readonly key: Key | null;
  /** Look-up of the credential that is sent with the command. */
  readonly proof: LookUp | null;
}

/** An outcome before the commit, with which its objects arrive. */
interface Executed extends Omit<CommandOutcome, 'objects'> {
  readonly objects: readonly Promise<readonly [string, Row | null]>[];
}

/**
 * Runs a command, and stores its response under its key. Throws a refusal, so that nothing is written; throws
 * {@link DryRun} for an accepted dry run.
 */
async function execute(
  tx: Tx,
  { spec, input, call, answered, key, proof }: Attempt,
): Promise<Executed> {
  const { validateOnly, credential, objects = {}, inspect } = call;
  const { unit, context } = partsOf(tx);
  const run = async (): Promise<PayloadValues> => {
    const own = commandTx(unit, { ...context, validateOnly: Boolean(validateOnly) });
    const values = await runSeen(spec, own, input);
    return answered ? { ...values, ...(await answered(own)) } : values;
  };
  // The proof and the key claim are sent with the command's first statement; the command commits only if both
  // succeed.
  const [proven, claimed, done] = await Promise.allSettled([
    proof && unit.lookUp(proof),
    key && claimKey(tx, key),
    run(),
  ]);
  resultOf(proven);
  await mustHold(credential);
  resultOf(claimed);
  if (done.status === 'rejected' && done.reason instanceof LastingRefusal && !validateOnly) {
    const { errors } = done.reason;
    if (key) storeOutcome(tx, key, { userErrors: errors });
    return { values: {}, userErrors: errors, objects: [] };
  }
  const values = resultOf(done);
  await unit.flush();
  if (validateOnly) {
    await unit.settled();
    const shown = lasting(spec, values);
    await inspect?.(unit, shown);
    throw new DryRun(shown);
  }
  if (key) storeOutcome(tx, key, lasting(spec, values));
  return { values, userErrors: [], objects: readObjects(unit, objects, values) };
}

/** The value of a settled promise; throws its error. */
function resultOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** Runs a command together with the check of its input's objects; the result counts only if that succeeds. */
export async function runSeen(
  spec: AnyCommand,
  tx: Tx,
  input: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const run = async () => {
    if (isUnproven(tx.viewer, spec)) throw await missingProof(tx);
    return await spec.run(tx, input);
  };
  const [seen, done] = await Promise.allSettled([
    assertAllVisible(tx, spec.input.names(input)),
    run(),
  ]);
  resultOf(seen);
  return resultOf(done);
}

/** Whether a session of a customer must first prove that it acts for the customer. */
const isUnproven = ({ side, hasFreshProof }: Viewer, { unproven }: AnyCommand): boolean =>
  side === 'customer' && !hasFreshProof && unproven === undefined;

async function missingProof(tx: Tx): Promise<Error> {
  for (const { code, when } of tx.domain.customerProof) {
    const [found] = await tx.rows(sql`select where ${when(sql.viewer)}`);
    if (found) return refuse(code);
  }
  return PublicError.customerProofRequired();
}

async function mustHold(credential: UnprovenCredential | null | undefined): Promise<void> {
  if (credential && !(await credential.holds())) throw PublicError.unauthenticated();
}

/** Requests the objects whose ids a command returned. The rows arrive with the commit, which does not wait for them. */
function readObjects(
  unit: UnitOfWork,
  objects: Readonly<Record<string, Template>>,
  made: Readonly<Record<string, unknown>>,
): Promise<readonly [string, Row | null]>[] {
  return Object.entries(objects).flatMap(([name, statement]) => {
    const id = made[name];
    if (typeof id !== 'string') return [];
    const row = unit.rows<Row>(statement, { id }).then(([found]) => [name, found ?? null] as const);
    // The commit fails with the same error.
    row.catch(() => {});
    return [row];
  });
}

/** Runs one transaction with a command's `Tx`, also for the system's work. Its audit lines are appended last. */
export async function transact<T>(
  deps: CommandDeps,
  viewer: Viewer,
  requestId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const now = deps.clock.now();
  let made = 0;
  const newId = (): string => uuidv7(now, deps.random, made++);
  return await deps.db.transaction(
    viewer,
    async (unit) => {
      const lines: AuditLine[] = [];
      const result = await work(
        commandTx(unit, {
          now,
          newId,
          requestId,
          domain: deps.domain,
          secrets: deps.secrets,
          publicUrl: deps.publicUrl,
          sendsSms: deps.sendsSms ?? false,
          allowsLoopback: deps.allowsLoopback ?? false,
          files: deps.files,
          validateOnly: false,
          audit: (line) => void lines.push(line),
        }),
      );
      await unit.flush();
      appendAudit(unit, { now, requestId, newId }, lines);
      return result;
    },
    now,
  );
}

/** The values that may be stored and shown again. */
const lasting = (spec: AnyCommand, values: PayloadValues): PayloadValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !spec.extra?.[name]?.once));

/** The user errors for an error of a command; null if the error is not the user's. */
export function refusalOf(error: unknown, spec: AnyCommand): readonly UserError[] | null {
  if (error instanceof Refusal) return error.errors;
  const violation = violationOf(error, spec);
  if (!violation) return null;
  if (typeof violation === 'string') return [{ code: violation, field: null, params: {} }];
  return [{ code: violation.code, field: [violation.field], params: {} }];
}

/** The meaning of a constraint violation. An undeclared constraint means a conflict with other data. */
function violationOf(error: unknown, spec: AnyCommand): Violation | null {
  if (!isViolation(error)) return null;
  const { constraint } = error as { constraint?: string };
  return spec.constraints?.[constraint ?? ''] ?? 'CONFLICT';
}
