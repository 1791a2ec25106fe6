import { GraphQLBoolean, GraphQLID, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { runCommand } from '../command/pipeline.ts';
import type { AnyCommand } from '../command/types.ts';
import type { Row } from '../read/batches/session.ts';
import { byIdSql } from '../read/compile.ts';
import type { Models, ReadModel } from '../read/model.ts';
import { selectedFields } from '../read/selection.ts';
import { type ArgShape, declareRoots, objectType, type ResolverClass } from '../schema/declare.ts';
import { UserErrorType } from '../schema/types.ts';
import { type Template, template } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';
import type { GraphqlContext } from './context.ts';
import { messageOf } from './messages.ts';

const payloadName = (command: AnyCommand): string =>
  `${command.name.charAt(0).toUpperCase()}${command.name.slice(1)}Payload`;

const FRESH_PROOF =
  'A member in the portal needs fresh proof of identity, else FRESH_PROOF_REQUIRED; an API key needs none.';

/** Declares one mutation for each command: input, key and dry run in, objects and user errors out. */
export function declareMutations(commands: Iterable<AnyCommand>): ResolverClass {
  const fields = [...commands].map((command) => {
    const payload = objectType(payloadName(command), `Result of ${command.name}.`, [
      ...Object.entries(command.payload).map(([name, reads]) => ({
        name,
        type: () => reads().type,
        nullable: true,
        description: 'Object after the command; null if the command was refused.',
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
    const key: ArgShape = {
      name: 'idempotencyKey',
      type: () => GraphQLID,
      description:
        'Idempotency key chosen by the caller: a repeat with the same key and input has no second effect.',
    };
    const dryRun: ArgShape = {
      name: 'validateOnly',
      type: () => GraphQLBoolean,
      nullable: true,
      description:
        'Dry run: the whole command runs and is rolled back; the payload shows whether it would be accepted.',
    };
    const input: ArgShape = {
      name: 'input',
      type: () => command.input.type,
      description: 'Input of the command.',
    };
    return {
      name: command.name,
      description: command.freshProof
        ? `${command.description} ${FRESH_PROOF}`
        : command.description,
      roles: command.roles,
      type: () => payload,
      args: command.idempotent ? [input, key, dryRun] : [input, dryRun],
    };
  });
  return declareRoots('Mutation', fields);
}

/** Puts the command pipeline behind every mutation. Objects of the payload are read after the commit. */
export function attachMutations(
  schema: GraphQLSchema,
  commands: Iterable<AnyCommand>,
  models: Models,
): void {
  const statements = new Statements();
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const command of commands) {
    mutations[command.name]!.resolve = async (_root, args, context: GraphqlContext, info) => {
      const { deps, viewer, requestId, credential } = context;
      const wanted = wantedObjects(command, models, info);
      const { values, userErrors, objects } = await runCommand(deps, viewer, command, {
        input: args.input,
        idempotencyKey: args.idempotencyKey,
        validateOnly: args.validateOnly,
        requestId,
        credential,
        // What a command does after its commit may change them once more.
        objects: viewer && !command.afterwards ? statements.of(wanted, viewer.role) : {},
      });
      await context.renewReads();
      const told = wanted.map(async ({ name, model, fields }): Promise<[string, Row | null]> => {
        const id = values[name];
        if (typeof id !== 'string') return [name, null];
        return [name, objects?.[name] ?? (await context.reads.byKey(model, 'id', id, fields))];
      });
      const extra = Object.keys(command.extra ?? {}).map((name) => [name, values[name] ?? null]);
      return {
        ...Object.fromEntries([...(await Promise.all(told)), ...extra]),
        userErrors: userErrors.map((error) => ({
          code: error.code,
          field: error.field,
          message: messageOf(error.code, error.params),
          params: Object.entries(error.params).map(([key, value]) => ({
            key,
            value: String(value),
          })),
        })),
      };
    };
  }
}

/** An object of a payload that the caller selected, and its fields. */
interface Wanted {
  readonly name: string;
  readonly model: ReadModel;
  readonly fields: ReadonlySet<string>;
}

function wantedObjects(command: AnyCommand, models: Models, info: GraphQLResolveInfo): Wanted[] {
  const selected = selectedFields(info, info.fieldNodes, payloadName(command));
  return Object.entries(command.payload).flatMap(([name, reads]) => {
    const nodes = selected.get(name);
    if (!nodes) return [];
    const model = models.get(reads())!;
    return [{ name, model, fields: new Set(selectedFields(info, nodes, model.name).keys()) }];
  });
}

/** Statements for the objects that payloads were asked for lately. */
class Statements {
  readonly #known = new LRUCache<string, Template | false>({ max: 1_000 });

  of(wanted: readonly Wanted[], role: Role): Readonly<Record<string, Template>> {
    return Object.fromEntries(
      wanted.flatMap(({ name, model, fields }) => {
        const statement = this.#byId(model, role, fields);
        return statement ? [[name, statement]] : [];
      }),
    );
  }

  #byId(model: ReadModel, role: Role, fields: ReadonlySet<string>): Template | null {
    const key = `${model.name} ${role} ${[...fields]}`;
    let statement = this.#known.get(key);
    if (statement === undefined) {
      const made = byIdSql(model, role, fields);
      statement = made ? template(made) : false;
      this.#known.set(key, statement);
    }
    return statement || null;
  }
}
