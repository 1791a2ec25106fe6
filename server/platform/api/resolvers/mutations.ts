import { GraphQLBoolean, GraphQLID, type GraphQLResolveInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { type CommandCall, type CommandOutcome, runCommand } from '../../command/pipeline.ts';
import type { AnyCommand } from '../../command/types.ts';
import type { Row } from '../../read/batches/session.ts';
import { byIdSql } from '../../read/batches/statements.ts';
import type { Models, ReadModel } from '../../read/model.ts';
import { selectedFields } from '../../read/selection.ts';
import { type ArgShape, objectType, type ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import { UserErrorType } from '../../schema/types.ts';
import { sql, type Template } from '../../sql/sql.ts';
import { Role } from '../../viewer.ts';
import type { GraphqlContext } from '../context.ts';
import { userErrorOf } from '../messages.ts';

const payloadName = (command: AnyCommand): string =>
  `${command.name.charAt(0).toUpperCase()}${command.name.slice(1)}Payload`;

const FRESH_PROOF = 'A member needs fresh proof of identity, else FRESH_PROOF_REQUIRED;';
const ofKeys = ({ openToKeys }: AnyCommand): string =>
  openToKeys ? 'an API key needs none.' : 'an API key is refused (PERSON_REQUIRED).';
const CUSTOMER_PROOF =
  "The session of a customer's link needs proof by a code, else FRESH_PROOF_REQUIRED.";

/** The description of a mutation, with the proof that its callers need. */
function descriptionOf(command: AnyCommand): string {
  const { description, freshProof, roles, unproven } = command;
  const forCustomer =
    unproven === undefined && roles.some((role) => Role.sideOf(role) === 'customer');
  return [
    description,
    freshProof && `${FRESH_PROOF} ${ofKeys(command)}`,
    forCustomer && CUSTOMER_PROOF,
  ]
    .filter(Boolean)
    .join(' ');
}

export function mutationResolvers(commands: Iterable<AnyCommand>, models: Models): ResolverClass[] {
  const statements = new Statements();
  return [...commands].map((command) => mutationResolver(command, models, statements));
}

/** Runs the command pipeline. Objects of the payload are read after the commit. */
function mutationResolver(
  command: AnyCommand,
  models: Models,
  statements: Statements,
): ResolverClass {
  const { name } = command;
  const payload = payloadType(command);
  @Resolver()
  class MutationResolver {
    @Mutation(() => payload, {
      name,
      description: descriptionOf(command),
    })
    @Access(...command.roles)
    @Arguments(argumentsOf(command))
    async run(
      @Given() args: MutationArgs,
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<object> {
      const { deps, viewer, requestId, credential } = context;
      const wanted = wantedObjects(command, models, info);
      const call = { ...args, requestId, credential };
      // A dry run before this command may still hold its locks.
      await context.renewReads();
      const { values, userErrors, objects } = args.validateOnly
        ? await context.readInside<CommandOutcome>((enter) =>
            runCommand(deps, viewer, command, {
              ...call,
              inspect: (unit, made) => enter(unit, { values: made, userErrors: [] }),
            }),
          )
        : await runCommand(deps, viewer, command, {
            ...call,
            // Work after the commit may change the objects again, so they are not read in the command's transaction.
            objects: command.afterwards ? {} : statements.of(wanted, viewer!.role),
          });
      if (!args.validateOnly) await context.renewReads();
      const found = wanted.map(async ({ key, model, fields }): Promise<[string, Row | null]> => {
        const id = values[key];
        if (typeof id !== 'string') return [key, null];
        return [key, objects?.[key] ?? (await context.reads.byKey(model, 'id', id, fields))];
      });
      const extra = Object.keys(command.extra ?? {}).map((key) => [key, values[key] ?? null]);
      return {
        ...Object.fromEntries([...(await Promise.all(found)), ...extra]),
        userErrors: userErrors.map(userErrorOf),
      };
    }
  }
  return MutationResolver;
}

const payloadType = (command: AnyCommand): (new () => object) =>
  objectType(payloadName(command), `Result of ${command.name}.`, [
    ...Object.entries(command.payload).map(([name, reads]) => ({
      name,
      type: () => reads().type,
      nullable: true,
      description:
        'Object after the command; null if the command was refused. In a dry run the object as it would become.',
    })),
    ...Object.entries(command.extra ?? {}).map(([name, { type, description }]) => ({
      name,
      type,
      description,
      nullable: true,
    })),
    {
      name: 'userErrors',
      type: () => [UserErrorType],
      description: 'Reasons why the command was refused; empty if it was accepted.',
    },
  ]);

type MutationArgs = Pick<CommandCall, 'input' | 'idempotencyKey' | 'validateOnly'>;

const IDEMPOTENCY_KEY: ArgShape = {
  name: 'idempotencyKey',
  type: () => GraphQLID,
  description:
    'Idempotency key chosen by the caller: a repeat with the same key and input has no second effect. It counts for one caller, that is a member or an API key, for 30 days. A key that was created with `replaces` is the same caller; for any other new key, a repeat has a second effect.',
};

const VALIDATE_ONLY: ArgShape = {
  name: 'validateOnly',
  type: () => GraphQLBoolean,
  nullable: true,
  description:
    'Dry run: the whole command runs and is rolled back. The payload shows whether it would be accepted, and its objects as they would become; the id of an object that would be new does not resolve later.',
};

const argumentsOf = ({ input, idempotent }: AnyCommand): readonly ArgShape[] => [
  { name: 'input', type: () => input.type, description: 'Input of the command.' },
  ...(idempotent ? [IDEMPOTENCY_KEY] : []),
  VALIDATE_ONLY,
];

/** An object of a payload that the caller selected, and its fields. */
interface Wanted {
  readonly key: string;
  readonly model: ReadModel;
  readonly fields: ReadonlySet<string>;
}

function wantedObjects(command: AnyCommand, models: Models, info: GraphQLResolveInfo): Wanted[] {
  const selected = selectedFields(info, info.fieldNodes, payloadName(command));
  return Object.entries(command.payload).flatMap(([key, reads]) => {
    const nodes = selected.get(key);
    if (!nodes) return [];
    const model = models.get(reads())!;
    return [{ key, model, fields: new Set(selectedFields(info, nodes, model.name).keys()) }];
  });
}

/** Statements for the payload objects of recent calls. */
class Statements {
  readonly #known = new LRUCache<string, Template | false>({ max: 1_000 });

  of(wanted: readonly Wanted[], role: Role): Readonly<Record<string, Template>> {
    return Object.fromEntries(
      wanted.flatMap(({ key, model, fields }) => {
        const statement = this.#byId(model, role, fields);
        return statement ? [[key, statement]] : [];
      }),
    );
  }

  #byId(model: ReadModel, role: Role, fields: ReadonlySet<string>): Template | null {
    const key = `${model.name} ${role} ${[...fields]}`;
    let statement = this.#known.get(key);
    if (statement === undefined) {
      const made = byIdSql(model, role, fields);
      statement = made ? sql.template(made) : false;
      this.#known.set(key, statement);
    }
    return statement || null;
  }
}
