import type { GraphQLResolveInfo } from 'graphql';
import { type BuildSchemaOptions, Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveEvent } from '../../db/event.ts';
import { badInput } from '../../errors.ts';
import { addressed, type Hub } from '../../live/hub.ts';
import type { Args, Subscription as Spec } from '../../live/subscription.ts';
import type { Models } from '../../read/model.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import type { GraphqlContext } from '../context.ts';

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

/** A field of the root type Subscription: the events that it follows, and what the viewer may know of each. */
export function subscriptionResolver(spec: Spec, models: Models): ResolverClass {
  const { name, description, type } = spec;
  @Resolver()
  class SubscriptionResolver {
    @Subscription(type, {
      name,
      description,
      subscribe: ({ args, context }) => follow(spec, args as Args, context as LiveContext),
    })
    @Access(...spec.roles(models))
    @Arguments(spec.args ?? [])
    async read(
      @Root() event: LiveEvent | undefined,
      @Given() args: Args,
      @Ctx() context: GraphqlContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<unknown> {
      if (!event) throw badInput('Send subscriptions to the event stream.');
      const value = await spec.read(event, { context, args, info });
      if (value === null || value === undefined) throw new NotYours();
      return value;
    }
  }
  return SubscriptionResolver;
}

async function follow(
  spec: Spec,
  args: Args,
  context: LiveContext,
): Promise<AsyncIterable<unknown>> {
  const viewer = context.viewer!;
  const { hub, lookBack } = context;
  const events = hub.follow(
    spec.topic,
    (event) => addressed(event, viewer) && (spec.wants?.(event, args) ?? true),
  );
  // A subscription that begins with the present state has missed nothing.
  if (lookBack && !spec.begin) {
    const before = hub.since(lookBack.ageMs);
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
}
