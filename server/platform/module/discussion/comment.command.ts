import { attachments, readersFor } from '../../command/attach.ts';
import { command } from '../../command/command.ts';
import { field } from '../../command/input.ts';
import { react } from '../../command/life-cycle/consequences.ts';
import type { Aggregate, AnyCommand } from '../../command/types.ts';
import { assertParty } from '../../command/visibility.ts';
import { limitedRoles } from '../../db/parties.ts';
import { refuse } from '../../errors.ts';
import { AudienceEnum } from '../../files/attachment.type.ts';
import { fieldOf, mutationName } from '../../machine.ts';
import type { Reads } from '../../read/declare.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import { AUTHOR_SIDES, CommentEntity } from './comment.entity.ts';
import { comment, MOST_FILES } from './comment.read.ts';

/** Event of an object that informs its parties of a shared comment. It changes no state. */
const COMMENT = 'comment';
const LONGEST_BODY = 2_000;

/** The mutation with which parties comment on the objects of one type. */
export function commentCommand(
  on: Reads,
  by: readonly Role[],
  states: readonly string[] | null,
): AnyCommand {
  const type = on.name;
  const object = fieldOf(type);
  return command({
    name: mutationName(type, COMMENT),
    description:
      "Comments on an object, for its parties or for the author's organization only. The other parties are notified of a shared comment.",
    roles: by,
    fields: {
      id: field.id(() => on, 'Object of the comment.'),
      body: field.text('Text, 1 to 2,000 characters.', { max: LONGEST_BODY }),
      audience: field.word(AudienceEnum, 'Organizations that may read the comment and its files.'),
      attachmentIds: field.optional(
        field.attachments('Uploaded files, at most 10.', { max: MOST_FILES }),
      ),
    },
    payload: { comment: () => comment, [object]: () => on },
    idempotent: true,
    async run(tx, input) {
      const found = await tx.find(on.entity, (d) => sameId(d, input.id));
      // Every type that is discussed has a life cycle, which the type of its reads does not say.
      const [row] = found as unknown as readonly Aggregate[];
      assertParty(tx, on.entity, row!);
      if (states && !states.includes(row!.status))
        throw refuse('NOT_IN_THIS_STATE', null, { state: row!.status });
      const { viewer } = tx;
      const subject = attachments.subjectOf(tx, type, row!);
      const id = tx.newId();
      tx.insert(CommentEntity, {
        id,
        createdAt: tx.now,
        subjectType: type,
        subjectId: subject.id,
        partnerId: subject.partnerId,
        sellerId: subject.sellerId,
        customerId: subject.customerId,
        linkId: subject.linkId ?? null,
        readers: readersFor(tx, type, input.audience),
        readerRoles: limitedRoles(on.entity),
        body: input.body,
        authorId: viewer.actorId,
        author: viewer.actorName,
        side: AUTHOR_SIDES.find((side) => side === viewer.side.toUpperCase())!,
      });
      await attachments.add(
        tx,
        input.attachmentIds ?? [],
        { ...subject, commentId: id },
        input.audience,
      );
      const life = tx.domain.lifeCycle(type);
      if (life && input.audience === 'SHARED') await react(tx, life, row!, COMMENT);
      tx.audit({
        action: mutationName(type, COMMENT),
        subjectType: type,
        subjectId: subject.id,
        detail: { comment: id, audience: input.audience },
      });
      return { comment: id, [object]: subject.id };
    },
  });
}

const sameId = (d: Readonly<Record<'id', Sql>>, id: string): Sql => sql`${d.id} = ${id}`;
