import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../db/aggregate.ts';
import { p } from '../../db/columns.ts';
import { subjectColumns, subjectParties } from '../../files/attachment.entity.ts';

export const AUTHOR_SIDES = ['PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'] as const;

/** Words of a party about an object. They never change. */
export const CommentEntity = aggregate({
  name: 'Comment',
  parties: subjectParties,
  properties: {
    ...p.base(),
    ...subjectColumns(),
    body: p.text(),
    authorId: p.uuid(),
    author: p.text(),
    side: p.word(AUTHOR_SIDES),
  },
  checks: [
    { name: 'comment_subject', expression: 'subject_id is not null and subject_type is not null' },
  ],
  indexes: [{ properties: ['subjectId', 'createdAt', 'id'] }],
});
export type Comment = InferEntity<typeof CommentEntity>;
