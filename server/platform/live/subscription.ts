import { GraphQLID, type GraphQLResolveInfo } from 'graphql';
import type { Registry } from '../command/types.ts';
import type { LiveEvent } from '../db/event.ts';
import { PublicError } from '../errors.ts';
import { globalId } from '../ids.ts';
import type { ReadSession } from '../read/batches/session.ts';
import type { Reads } from '../read/declare.ts';
import type { Models } from '../read/model.ts';
import { selectedOn } from '../read/selection.ts';
import type { ArgShape } from '../schema/declare.ts';
import type { Role, Viewer } from '../viewer.ts';

export type Args = Readonly<Record<string, unknown>>;

/** Context of a subscription: reads in the viewer's scope, renewed with each event. */
export interface SubscriptionContext {
  readonly viewer: Viewer | null;
  readonly reads: ReadSession;
  readonly deps: { readonly domain: Pick<Registry, 'model'> };
}

export interface LiveRead {
  readonly context: SubscriptionContext;
  readonly args: Args;
  readonly info: GraphQLResolveInfo;
}

export interface Subscription {
  readonly name: string;
  readonly description: string;
  readonly roles: (models: Models) => readonly Role[];
  /** Topic of the subscription's events; see `publish`. */
  readonly topic: string;
  readonly type: () => object;
  readonly args?: readonly ArgShape[];
  /** Whether an event matches the arguments. Events for other tenants are already filtered out. */
  readonly wants?: (event: LiveEvent, args: Args) => boolean;
  /** A first event, for subscribers that need the present state. Throws NOT_FOUND. */
  readonly begin?: (args: Args, context: SubscriptionContext) => Promise<LiveEvent>;
  /** The result for an event, read in the viewer's scope. Null sends nothing. */
  readonly read: (event: LiveEvent, read: LiveRead) => Promise<unknown>;
}

interface RowSpec {
  readonly name: string;
  readonly description: string;
  readonly topic: string;
  readonly reads: () => Reads;
}

/** A subscription to the new and changed rows of a type in the viewer's scope. */
const row = ({ reads, ...spec }: RowSpec): Subscription => ({
  ...spec,
  roles: (models) => models.get(reads())!.roles,
  type: () => reads().type,
  read: async ({ id }, { context, info }) => {
    const model = context.deps.domain.model(reads());
    return await context.reads.byKey(model, 'id', id, selectedOn(info, model.name));
  },
});

/** A subscription to one row by its global id: its present state and each change. Out of scope: NOT_FOUND. */
function object(spec: RowSpec & { readonly idDescription: string }): Subscription {
  const uuid = (args: Args): string => globalId.decode(spec.reads().spec.id, String(args.id));
  return {
    ...row(spec),
    args: [{ name: 'id', type: () => GraphQLID, description: spec.idDescription }],
    wants: (event, args) => event.id === uuid(args),
    async begin(args, context) {
      const id = uuid(args);
      const model = context.deps.domain.model(spec.reads());
      const found = await context.reads.byKey(model, 'id', id, new Set(['id']));
      if (!found) throw PublicError.notFound();
      return { topic: spec.topic, id, to: [] };
    },
  };
}

export const subscription = {
  row,
  object,
  of: (spec: Subscription): Subscription => spec,
};
