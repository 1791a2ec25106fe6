import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { DeliveryThread } from '../DeliveryThread.tsx';

const Supervision = graphql(`
  fragment SupervisionThread_supervision on Supervision {
    id canComment
    comments(first: 50) { ...Thread_comments }
  }
`);
const comment = graphql(`
  mutation SupervisionThread_comment($input: SupervisionCommentInput!, $idempotencyKey: ID!) {
    step: supervisionComment(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { ...SupervisionThread_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Words about a delivery between the customer, the seller, the partner and operations. */
export function SupervisionThread({
  supervision,
}: {
  supervision: FragmentType<typeof Supervision>;
}) {
  const { id, canComment, comments } = readFragment(Supervision, supervision);
  return <DeliveryThread id={id} comments={comments} canComment={canComment} document={comment} />;
}
