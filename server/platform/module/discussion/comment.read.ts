import { attachment, audienceOfReaders } from '../../files/attachment.read.ts';
import { computed } from '../../read/computed.ts';
import { reads, relation } from '../../read/declare.ts';
import { CommentEntity } from './comment.entity.ts';
import { CommentType } from './comment.type.ts';

/** Largest number of files of one comment. */
export const MOST_FILES = 10;

export const comment = reads(CommentType, CommentEntity, {
  id: 'cmt',
  fields: {
    audience: computed.of('readers', audienceOfReaders),
    subject: computed.subject('subjectType', 'subjectUuid'),
    subjectUuid: (d) => d.subjectId,
  },
  relations: {
    attachments: relation.some(() => attachment, 'commentId', 'Files of the comment.', {
      orderBy: 'createdAt',
      max: MOST_FILES,
    }),
  },
  orders: { CREATED: ['createdAt', 'id'] },
});
