import { Thread } from '../../../domain/discussion/Thread.tsx';
import { AttachmentsCard } from '../../../domain/files/Attachments.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';

const Discount = graphql(`
  fragment DiscountThread_discount on ExclusiveDiscount {
    id canComment
    comments(first: 50) { ...Thread_comments }
    attachments(first: 50) { nodes { id ...Attachments_file } }
  }
`);
const comment = graphql(`
  mutation DiscountThread_comment($input: ExclusiveDiscountCommentInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountComment(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountThread_discount }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Words and files of the review of a discount. */
export function DiscountThread({ discount }: { discount: FragmentType<typeof Discount> }) {
  const { id, canComment, comments, attachments } = readFragment(Discount, discount);
  return (
    <>
      <Thread id={id} comments={comments} canComment={canComment} document={comment} />
      <AttachmentsCard files={attachments.nodes} />
    </>
  );
}
