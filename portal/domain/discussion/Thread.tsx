import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import type { UserErrorLike } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { CommentItem } from './CommentItem.tsx';
import { type CommentInput, Composer } from './Composer.tsx';
import styles from './Thread.module.css';

const Comments = graphql(`
  fragment Thread_comments on CommentConnection {
    nodes { id ...CommentItem_comment }
    count { value }
  }
`);

/** The mutation that comments on objects of one type, with its payload under the alias `step`. */
export type CommentDocument = TypedDocumentNode<
  { step: { userErrors: readonly UserErrorLike[] } },
  { input: CommentInput & { id: string }; idempotencyKey: string }
>;

export interface ThreadProps {
  /** Object of the comments. */
  id: string;
  comments: FragmentType<typeof Comments>;
  canComment: boolean;
  /** Selects the object's comments again, so that the new one appears. */
  document: CommentDocument;
  /** Whether the customer reads what is shared. */
  withCustomer?: boolean;
}

/** Comments of an object, oldest first, and the field for another one; nothing if there is neither. */
export function Thread({ id, comments, canComment, document, withCustomer }: ThreadProps) {
  const t = useText();
  const { run, pending } = useCommand(document);
  const { nodes, count } = readFragment(Comments, comments);
  // Another person may end the discussion meanwhile; what was typed stays on screen.
  const [hasDraft, setHasDraft] = useState(false);
  const isOpen = canComment || hasDraft;
  if (nodes.length === 0 && !isOpen) return null;
  return (
    <Card
      title={t('ui.thread.title')}
      note={nodes.length > 0 ? t('ui.thread.count', { count: count.value }) : undefined}
      flush
    >
      {nodes.length < count.value && (
        <p className={styles.note}>{t('ui.thread.newest', { count: nodes.length })}</p>
      )}
      {nodes.length > 0 ? (
        <ol className={styles.comments} aria-label={t('ui.thread.title')}>
          {nodes.toReversed().map((comment) => (
            <CommentItem key={comment.id} comment={comment} />
          ))}
        </ol>
      ) : (
        <p className={styles.note}>{t('ui.thread.empty')}</p>
      )}
      {isOpen && (
        <Composer
          isPending={pending}
          withCustomer={withCustomer}
          onDraft={setHasDraft}
          onSend={async (input) => (await run({ id, ...input }))?.userErrors ?? null}
        />
      )}
    </Card>
  );
}
