import type { LiveEvent } from '../db/event.ts';
import type { Logger } from '../log.ts';
import type { Viewer } from '../viewer.ts';
import { Listener } from './listener.ts';
import { Mailbox } from './mailbox.ts';

/** Whether an event may concern a viewer. This check saves reads; only the read itself enforces visibility. */
export const addressed = ({ to }: LiveEvent, viewer: Viewer): boolean =>
  to.includes(viewer.tenantId) ||
  to.includes(viewer.side) ||
  (viewer.memberId !== null && to.includes(viewer.memberId));

/** Largest age of earlier events that a new follower can request, in milliseconds. */
const LOOK_BACK_MS = 60_000;
/** Largest number of kept earlier events: the capacity of one mailbox. */
const MOST_KEPT = 1_000;

/** Delivers the events of all servers to the followers in this process. */
export class Hub {
  private readonly listener: Listener;
  private readonly followers = new Map<string, Set<Mailbox>>();
  private readonly watchers = new Set<(event: LiveEvent | null) => void>();
  private readonly kept: { readonly at: number; readonly event: LiveEvent }[] = [];
  /** Time from which `kept` has every event. */
  private keptFrom = Number.POSITIVE_INFINITY;

  constructor(deps: { readonly url: string; readonly log: Logger }) {
    this.listener = new Listener({
      ...deps,
      onEvent: (event) => this.deliver(event),
      onHeard: () => {
        this.keptFrom = performance.now();
      },
      onLost: () => {
        this.kept.length = 0;
        this.keptFrom = Number.POSITIVE_INFINITY;
        for (const watch of this.watchers) watch(null);
      },
    });
  }

  /** Resolves once the listener receives events. Throws UNAVAILABLE. */
  ready(): Promise<void> {
    return this.listener.ready();
  }

  follow(topic: string, wants: (event: LiveEvent) => boolean): Mailbox {
    const boxes = this.followers.get(topic) ?? new Set();
    this.followers.set(topic, boxes);
    const box = new Mailbox(wants, (ended) => void boxes.delete(ended));
    boxes.add(box);
    return box;
  }

  /** All events of at most this age, in their order; null if some of them may be missing. */
  since(ageMs: number): LiveEvent[] | null {
    const from = performance.now() - ageMs;
    if (ageMs > LOOK_BACK_MS || from <= this.keptFrom) return null;
    return this.kept.filter(({ at }) => at >= from).map(({ event }) => event);
  }

  /** Calls `watch` with every event, and with null when events may have been missed. */
  watch(watch: (event: LiveEvent | null) => void): void {
    this.watchers.add(watch);
  }

  close(): Promise<void> {
    return this.listener.close();
  }

  private deliver(event: LiveEvent): void {
    this.kept.push({ at: performance.now(), event });
    if (this.kept.length > MOST_KEPT) this.keptFrom = this.kept.shift()!.at;
    for (const watch of this.watchers) watch(event);
    for (const box of this.followers.get(event.topic) ?? []) box.put(event);
  }
}
