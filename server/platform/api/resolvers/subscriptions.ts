import type { GraphQLResolveInfo } from 'graphql';
import { type BuildSchemaOptions, Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveEvent } from '../../db/event.ts';
import { PublicError } from '../../errors.ts';
import { addressed, type Hub } from '../../live/hub.ts';
import type { Args, Subscription as Spec } from '../../live/subscription.ts';
import type { Models } from '../../read/model.ts';
import type { ResolverClass } from '../../schema/declare.ts';
import { Access, Arguments, Given } from '../../schema/decorators.ts';
import type { GraphqlContext } from '../context.ts';

/** Context of a subscription: the context of its request and the source of its events. */
export interface LiveContext extends GraphqlContext {
  readonly hub: Hub;
  /** Earlier events that the subscriber requests; null for programs, which read the present state themselves. */
  readonly lookBack: LookBack | null;
}

/** Age of the subscriber's oldest read in ms, and whether events since that read may be lost. */
export interface LookBack {
  readonly ageMs: number;
  missed: boolean;
}

/** Thrown for an event outside the viewer's scope. The execution drops it, so no client receives it. */
export class NotYours extends Error {}

/** type-graphql requires a pub/sub for subscriptions. Ours have `subscribe` and never call it. */
export const NO_PUB_SUB: NonNullable<BuildSchemaOptions['pubSub']> = {
  publish: () => {},
  subscribe: () => {
    throw new Error('Subscriptions follow the events of the database');
  },
};

/** A field of the root type Subscription: it follows events and reads each in the viewer's scope. */
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
      if (!event) throw PublicError.badInput('Send subscriptions to the event stream.');
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
    const recent = hub.since(lookBack.ageMs);
    if (!recent) lookBack.missed = true;
    for (const event of recent ?? []) if (event.topic === spec.topic) events.put(event);
  }
  try {
    // The present state is read while events are already followed, so no event is lost between the two.
    const first = await spec.begin?.(args, context);
    if (first) events.begin(first);
    return events;
  } catch (error) {
    await events.return();
    throw error;
  }
}
