import { GraphQLID, type GraphQLResolveInfo } from 'graphql';
import type { Registry } from '../command/types.ts';
import type { LiveEvent } from '../db/event.ts';
import { notFound } from '../errors.ts';
import { decodeId } from '../ids.ts';
import type { ReadSession } from '../read/batches/session.ts';
import type { Reads } from '../read/declare.ts';
import type { Models } from '../read/model.ts';
import { selectedOn } from '../read/selection.ts';
import type { ArgShape } from '../schema/declare.ts';
import type { Role, Viewer } from '../viewer.ts';

export type Args = Readonly<Record<string, unknown>>;

/** The means of a subscription: reads in the viewer's own scope, renewed with each event. */
export interface SubscriptionContext {
  readonly viewer: Viewer | null;
  readonly reads: ReadSession;
  readonly deps: { readonly domain: Pick<Registry, 'model'> };
}

/** What a subscription reads with, for one event. */
export interface LiveRead {
  readonly context: SubscriptionContext;
  readonly args: Args;
  readonly info: GraphQLResolveInfo;
}

/** One field of the root type Subscription. */
export interface Subscription {
  readonly name: string;
  readonly description: string;
  /** Who may follow it. */
  readonly roles: (models: Models) => readonly Role[];
  /** Topic of the events that it follows; see `publish`. */
  readonly topic: string;
  readonly type: () => object;
  readonly args?: readonly ArgShape[];
  /** Whether an event is what the arguments ask for. Events for other tenants do not get this far. */
  readonly wants?: (event: LiveEvent, args: Args) => boolean;
  /** An event to begin with, for subscribers who must know how things stand. Throws NOT_FOUND. */
  readonly begin?: (args: Args, context: SubscriptionContext) => Promise<LiveEvent>;
  /** What the viewer may know of an event, read in their own scope; null sends nothing. */
  readonly read: (event: LiveEvent, read: LiveRead) => Promise<unknown>;
}

interface RowSpec {
  readonly name: string;
  readonly description: string;
  readonly topic: string;
  /** The type whose rows the topic is about. */
  readonly reads: () => Reads;
}

/** The rows of a type that come or change, for whoever may see them. */
export const rowSubscription = ({ reads, ...spec }: RowSpec): Subscription => ({
  ...spec,
  roles: (models) => models.get(reads())!.roles,
  type: () => reads().type,
  read: async ({ id }, { context, info }) => {
    const model = context.deps.domain.model(reads());
    return await context.reads.byKey(model, 'id', id, selectedOn(info, model.name));
  },
});

/** One row by its global id: as it is now, and again whenever it changes. An id out of scope is NOT_FOUND. */
export function objectSubscription(
  spec: RowSpec & { readonly idDescription: string },
): Subscription {
  const uuid = (args: Args): string => decodeId(spec.reads().spec.id, String(args.id));
  return {
    ...rowSubscription(spec),
    args: [{ name: 'id', type: () => GraphQLID, description: spec.idDescription }],
    wants: (event, args) => event.id === uuid(args),
    async begin(args, context) {
      const id = uuid(args);
      const model = context.deps.domain.model(spec.reads());
      const found = await context.reads.byKey(model, 'id', id, new Set(['id']));
      if (!found) throw notFound();
      return { topic: spec.topic, id, to: [] };
    },
  };
}
