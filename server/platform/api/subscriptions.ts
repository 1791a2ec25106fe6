import type { GraphQLSchema } from 'graphql';
import type { BuildSchemaOptions } from 'type-graphql';
import type { LiveEvent } from '../db/event.ts';
import { badInput } from '../errors.ts';
import { addressed, type Hub } from '../live/hub.ts';
import type { Args, Subscription } from '../live/subscription.ts';
import type { Models } from '../read/model.ts';
import { declareRoots, type ResolverClass } from '../schema/declare.ts';
import type { GraphqlContext } from './context.ts';

/** Context of a subscription: that of any request, and where its events come from. */
export interface LiveContext extends GraphqlContext {
  readonly hub: Hub;
  /** What the follower wants to hear of before it came; nothing for programs, which read for themselves. */
  readonly lookBack: LookBack | null;
}

/** How old the oldest read is that a follower holds against the events, and whether events since then may be unknown. */
export interface LookBack {
  readonly ageMs: number;
  missed: boolean;
}

/** Thrown instead of an answer for an event that is not the viewer's; it never reaches anybody. */
export class NotYours extends Error {}

/** The library wants one wherever there are subscriptions; ours never ask it. */
export const NO_PUB_SUB: NonNullable<BuildSchemaOptions['pubSub']> = {
  publish: () => {},
  subscribe: () => {
    throw new Error('Subscriptions follow the events of the database');
  },
};

export const declareSubscriptions = (
  subscriptions: readonly Subscription[],
  models: Models,
): ResolverClass =>
  declareRoots(
    'Subscription',
    subscriptions.map((spec) => ({ ...spec, roles: spec.roles(models) })),
  );

/** Puts the events behind every field of the root type Subscription. */
export function attachSubscriptions(
  schema: GraphQLSchema,
  subscriptions: readonly Subscription[],
): void {
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const spec of subscriptions) {
    const field = fields[spec.name]!;
    field.subscribe = async (_root, args: Args, context: LiveContext) => {
      const viewer = context.viewer!;
      const events = context.hub.follow(
        spec.topic,
        (event) => addressed(event, viewer) && (spec.wants?.(event, args) ?? true),
      );
      const { lookBack } = context;
      // Who begins with how things stand has missed nothing.
      if (lookBack && !spec.begin) {
        const before = context.hub.since(lookBack.ageMs);
        if (!before) lookBack.missed = true;
        for (const event of before ?? []) if (event.topic === spec.topic) events.put(event);
      }
      try {
        // Asked only now that events are being followed: nothing falls between the two.
        const first = await spec.begin?.(args, context);
        if (first) events.begin(first);
        return events;
      } catch (error) {
        await events.return();
        throw error;
      }
    };
    field.resolve = async (event: unknown, args: Args, context: GraphqlContext, info) => {
      if (!event) throw badInput('Subscriptions run over the event stream.');
      const value = await spec.read(event as LiveEvent, { context, args, info });
      if (value === null || value === undefined) throw new NotYours();
      return value;
    };
  }
}
