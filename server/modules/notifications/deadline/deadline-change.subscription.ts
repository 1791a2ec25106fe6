import { Field, ID, ObjectType } from 'type-graphql';
import { deadlines } from '../../../platform/command/life-cycle/deadlines.ts';
import { globalId } from '../../../platform/ids.ts';
import { subscription } from '../../../platform/live/subscription.ts';
import { selectedFields } from '../../../platform/read/selection.ts';
import { subjectPrefix } from '../subjects.ts';
import { deadline } from './deadline.read.ts';
import { DeadlineType } from './deadline.type.ts';
import { deadlineLives } from './deadline-lives.ts';

/** More than the number of deadlines that any object has at once. */
const MOST = 10;

@ObjectType('DeadlineChange', {
  simpleResolvers: true,
  description: 'Change of the deadlines of an object: one was started, moved, paused or ended.',
})
export class DeadlineChangeType {
  @Field(() => String, { description: 'SDL type of the object.' })
  subjectType!: string;

  @Field(() => ID, { description: 'Global id of the object.' })
  subjectId!: string;

  @Field(() => [DeadlineType], {
    description: 'Running deadlines of the object; empty after the last one ended.',
  })
  deadlines!: DeadlineType[];
}

/**
 * Changes of the deadlines in the viewer's scope. After the last deadline of an object ended, the object
 * itself must be in scope.
 */
export const deadlineChanged = subscription.of({
  name: 'deadlineChanged',
  description: "Changes of running deadlines in the viewer's scope (时限变化).",
  topic: deadlines.topic,
  roles: (models) => models.get(deadline)!.roles,
  type: () => DeadlineChangeType,
  // Jobs have a subscription of their own; their deadlines of some seconds are not for a list.
  wants: ({ kind }) => kind !== 'Job',
  async read({ kind, id }, { context, info }) {
    const life = deadlineLives.find(({ machine }) => machine.type === kind);
    if (!life) return null;
    const { domain } = context.deps;
    const subject = domain.model(life.reads);
    if (!subject.roles.includes(context.viewer!.role)) return null;
    const nodes = selectedFields(info, info.fieldNodes, 'DeadlineChange').get('deadlines') ?? [];
    const fields = new Set(selectedFields(info, nodes, 'Deadline').keys());
    const list = { orderBy: 'dueAt', max: MOST };
    const running = await context.reads.children(
      domain.model(deadline),
      'subjectId',
      list,
      id,
      fields,
    );
    const known =
      running.length > 0 || (await context.reads.byKey(subject, 'id', id, new Set(['id'])));
    if (!known) return null;
    return {
      subjectType: life.machine.type,
      subjectId: globalId(subjectPrefix(life.machine.type), id),
      deadlines: running,
    };
  },
});
