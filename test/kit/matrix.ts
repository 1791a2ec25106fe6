import { describe, expect, it } from '@jest/globals';
import { transact } from '../../server/platform/command/pipeline.ts';
import type { Aggregate, LifeCycle } from '../../server/platform/command/types.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { type Role, systemViewer, type Viewer } from '../../server/platform/viewer.ts';
import type { Caller, World } from './world.ts';

/** A transition table written independently of the machine: event → from → to. Every other event is refused. */
export type Rules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Outcome of an event in a state: the next state, or the codes of the refusal. */
export type Answer = (event: string, from: string, life: LifeCycle) => Promise<string>;

/** Tries every event of a machine in every state against the table. */
export function describeMatrix(life: LifeCycle, rules: Rules, answer: Answer): void {
  const { type, states, transitions } = life.machine;
  describe(`every event of ${type} in every state`, () => {
    it('has exactly the events of the table', () => {
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
        expected[from] = moves[from] ?? 'NOT_IN_THIS_STATE';
      }
      expect(answers).toEqual(expected);
    });
  });
}

/**
 * The answer to a member's command by a dry run. A state includes the steps that the system takes within the
 * command.
 */
export async function byDryRun(
  caller: Caller,
  { machine: { type } }: LifeCycle,
  event: string,
  input: object,
): Promise<string> {
  const object = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const command = `${event.charAt(0).toUpperCase()}${event.slice(1)}`;
  const data = await caller.ask(
    `mutation($input: ${type}${command}Input!) {
      payload: ${object}${command}(input: $input, idempotencyKey: "dry", validateOnly: true) {
        ${object} { status } userErrors { code }
      }
    }`,
    { input },
  );
  const { [object]: row, userErrors } = data.payload;
  return userErrors.map(({ code }: { code: string }) => code).join() || row.status;
}

export interface Subject {
  readonly world: () => World;
  /** Id, with or without its type, of the object that is put into each state; it may differ by state. */
  readonly id: (state: string) => string;
  /** The viewer that fires the event; null for the system. */
  readonly by: (event: string, from: string) => Viewer | null;
  readonly inputs?: Readonly<Record<string, object>>;
  /** Columns of the object in a state other than the state itself, as SQL assignments. */
  readonly facts?: Readonly<Record<string, string>>;
  /** A role that may fire no event; an auditor unless the type has events for it. */
  readonly outsider?: Role;
}

class Undo extends Error {}

/** Puts the object into the state, fires the event and rolls both back. */
export function byFiring({
  world,
  id,
  by,
  inputs = {},
  facts = {},
  outsider = 'csp.auditor',
}: Subject): Answer {
  return async (event, from, life) => {
    const { deps, domain } = world();
    const { table } = domain.models.get(life.reads)!.table;
    const key = id(from).split('_').at(-1)!;
    const set = [`status = '${from}'`, facts[from]].filter(Boolean).join(', ');
    const attempt = async (viewer: Viewer): Promise<string> => {
      let answer = '';
      await transact(deps, viewer, 'story', async (tx) => {
        await tx.asSystem('story', async ({ rows }) => {
          await rows(sql.raw(`update ${table} set ${set} where id = '${key}'`));
        });
        const row: Aggregate = (await tx.get(life.entity, key)) as Aggregate;
        try {
          await tx.fire(life as unknown as LifeCycle, row, event, inputs[event]);
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
    // The outsider may fire no event; an event that the state does not have is refused first.
    const theirs = await attempt({ ...viewer, role: outsider });
    expect(theirs).toMatch(answer === 'NOT_IN_THIS_STATE' ? answer : /may not do/);
    return answer;
  };
}
