import { describe, expect, it } from '@jest/globals';
import { asSystem } from '../../server/platform/command/as-system.ts';
import { fire } from '../../server/platform/command/life-cycle/life-cycle.ts';
import { transact } from '../../server/platform/command/pipeline.ts';
import type { Aggregate, LifeCycle } from '../../server/platform/command/types.ts';
import { raw } from '../../server/platform/sql/sql.ts';
import { systemViewer, type Viewer } from '../../server/platform/viewer.ts';
import type { World } from './world.ts';

/** A transition table in its own words: event → from → to. Everything else is refused. */
export type Rules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What would come of an event in a state: the state it leads to, `ok` where that is not told, the code of a refusal. */
export type Answer = (event: string, from: string, life: LifeCycle<never>) => Promise<string>;

/** Tries every event of a machine in every state against the table. */
export function describeMatrix(life: LifeCycle<never>, rules: Rules, answer: Answer): void {
  const { type, states, transitions } = life.machine;
  describe(`every event of ${type} in every state`, () => {
    it('has the events of the table and no other', () => {
      const later = transitions.filter(({ from }) => from.some((state) => state !== null));
      expect([...new Set(later.map(({ event }) => event))].sort()).toEqual(
        Object.keys(rules).sort(),
      );
    });

    it.each(Object.entries(rules))('%s: %j', async (event, moves) => {
      const answers: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const from of states) {
        answers[from] = await answer(event, from, life);
        const to = moves[from] ?? 'NOT_IN_THIS_STATE';
        expected[from] = moves[from] && answers[from] === 'ok' ? 'ok' : to;
      }
      expect(answers).toEqual(expected);
    });
  });
}

export interface Subject {
  readonly world: () => World;
  /** Id, with or without its type, of the object that is put into every state in turn; it may differ by state. */
  readonly id: (state: string) => string;
  /** Whose event it is; null for the system's. */
  readonly by: (event: string, from: string) => Viewer | null;
  readonly inputs?: Readonly<Record<string, object>>;
  /** What the row of an object in a state has beside the state, as assignments in SQL. */
  readonly facts?: Readonly<Record<string, string>>;
}

class Undo extends Error {}

/** Puts the object into the state, lets the event happen and takes both back. */
export function byFiring({ world, id, by, inputs = {}, facts = {} }: Subject): Answer {
  return async (event, from, life) => {
    const { deps, domain } = world();
    const { table } = domain.models.get(life.reads)!.table;
    const key = id(from).split('_').at(-1)!;
    const set = [`status = '${from}'`, facts[from]].filter(Boolean).join(', ');
    const attempt = async (viewer: Viewer): Promise<string> => {
      let answer = '';
      await transact(deps, viewer, 'story', async (tx) => {
        await asSystem(tx, 'story', async ({ rows }) => {
          await rows(raw(`update ${table} set ${set} where id = '${key}'`));
        });
        const found = await tx.em.findOneOrFail(life.entity as never, { id: key } as never);
        const row = found as unknown as Aggregate;
        try {
          await fire(tx, life as unknown as LifeCycle, row, event, inputs[event]);
          answer = row.status;
        } catch (error) {
          answer = (error as Error).message;
        }
        throw new Undo();
      }).catch((error) => {
        if (!(error instanceof Undo)) throw error;
      });
      return answer;
    };
    const viewer = by(event, from) ?? systemViewer('story');
    const answer = await attempt(viewer);
    // An auditor sees what the other one sees, and does nothing; a state without the event says so first.
    const auditor = await attempt({ ...viewer, role: 'csp.auditor' });
    expect(auditor).toMatch(answer === 'NOT_IN_THIS_STATE' ? answer : /may not do/);
    return answer;
  };
}
