import { useQuery } from 'urql';
import { Thread } from '../../../domain/discussion/Thread.tsx';
import { Attachments } from '../../../domain/files/Attachments.tsx';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { NotFound } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Dispute = graphql(`
  fragment DisputeDiscussion_dispute on LineDispute {
    id canComment
    comments(first: 50) { count { value } ...Thread_comments }
    attachments(first: 50) { nodes { id ...Attachments_file } }
  }
`);
const Discussion = graphql(`
  query DisputeDiscussion($id: ID!) {
    lineDispute(by: { id: $id }) { id ...DisputeDiscussion_dispute }
  }
`);
const comment = graphql(`
  mutation DisputeDiscussion_comment($input: LineDisputeCommentInput!, $idempotencyKey: ID!) {
    step: lineDisputeComment(input: $input, idempotencyKey: $idempotencyKey) {
      lineDispute { id ...DisputeDiscussion_dispute ...DisputeItem_dispute }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Evidence of a dispute, and the words about it between the partner and operations. */
export function DisputeDiscussion({ id }: { id: string }) {
  const t = useText();
  const [result, reload] = useQuery({
    query: Discussion,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={4} height={20} />}>
      {({ lineDispute }) => {
        const d = lineDispute && readFragment(Dispute, lineDispute);
        if (!d) return <NotFound />;
        const files = d.attachments.nodes;
        const isEmpty = files.length === 0 && d.comments.count.value === 0;
        if (isEmpty && !d.canComment) return <EmptyState title={t('ui.dispute.noDiscussion')} />;
        return (
          <div className="stack">
            {files.length > 0 && (
              <Card title={t('ui.dispute.evidence')}>
                <Attachments files={files} />
              </Card>
            )}
            <Thread id={d.id} comments={d.comments} canComment={d.canComment} document={comment} />
          </div>
        );
      }}
    </QueryGate>
  );
}
