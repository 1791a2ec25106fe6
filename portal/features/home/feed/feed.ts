import type { RecentActivities_ConnectionFragment } from '../../../gql/graphql.ts';
import { HOUR } from '../../../lib/dates.ts';

export type Act = RecentActivities_ConnectionFragment['nodes'][number];

/** One sentence: an act, the acts that it stands for, and the number of their objects. */
export interface Entry {
  act: Act;
  /** The act first, then equal ones of the same actor, newest first. */
  acts: readonly Act[];
  count: number;
}

const isNear = (a: Act, b: Act): boolean =>
  Math.abs(Date.parse(a.createdAt) - Date.parse(b.createdAt)) < HOUR;

/** The act of a person, or else the first one: the rest of a request follows from it. */
const causeOf = (acts: readonly Act[]): Act => {
  const oldest = acts.toReversed();
  return oldest.find(({ via }) => via !== 'SYSTEM') ?? oldest[0]!;
};

/** Leaves one act of each request, without those that the system adds because of it. */
function causes(acts: readonly Act[]): Act[] {
  const left = [...acts];
  const found: Act[] = [];
  for (let act = left.shift(); act; act = left.shift()) {
    const { requestId } = act;
    const same = left.filter((one) => one.requestId === requestId && isNear(one, act!));
    for (const one of same) left.splice(left.indexOf(one), 1);
    found.push(causeOf([act, ...same]));
  }
  return found;
}

const isAlike = (a: Act, b: Act): boolean =>
  a.actorName === b.actorName &&
  a.via === b.via &&
  a.subjectType === b.subjectType &&
  a.event === b.event;

/** The feed as sentences, newest first: one for each request, and one for equal ones in a row. */
export function entriesOf(activities: readonly Act[], most: number): Entry[] {
  const entries: { act: Act; acts: Act[]; count: number }[] = [];
  for (const act of causes(activities)) {
    const last = entries.at(-1);
    if (last && isAlike(last.act, act)) {
      last.acts.push(act);
      last.count += act.alikeCount;
    } else entries.push({ act, acts: [act], count: act.alikeCount });
  }
  return entries.slice(0, most);
}
