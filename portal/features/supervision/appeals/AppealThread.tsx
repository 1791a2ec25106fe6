import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { DeliveryThread } from '../DeliveryThread.tsx';

const Appeal = graphql(`
  fragment AppealThread_appeal on Appeal {
    id canComment
    comments(first: 50) { ...Thread_comments }
  }
`);
const comment = graphql(`
  mutation AppealThread_comment($input: AppealCommentInput!, $idempotencyKey: ID!) {
    step: appealComment(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { ...AppealThread_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Words about an appeal between both sides, the partner and operations. */
export function AppealThread({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const { id, canComment, comments } = readFragment(Appeal, appeal);
  return <DeliveryThread id={id} comments={comments} canComment={canComment} document={comment} />;
}
