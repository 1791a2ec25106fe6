import { Thread } from '../../../domain/discussion/Thread.tsx';
import { AttachmentsCard } from '../../../domain/files/Attachments.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';

const Demand = graphql(`
  fragment DemandThread_demand on CustomerDemand {
    id canComment
    comments(first: 50) { ...Thread_comments }
    attachments(first: 50) { nodes { id ...Attachments_file } }
  }
`);
const comment = graphql(`
  mutation DemandThread_comment($input: CustomerDemandCommentInput!, $idempotencyKey: ID!) {
    step: customerDemandComment(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { ...DemandThread_demand }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Words and files about a demand: shared with the other side, or internal. */
export function DemandThread({ demand }: { demand: FragmentType<typeof Demand> }) {
  const { id, canComment, comments, attachments } = readFragment(Demand, demand);
  return (
    <>
      <Thread id={id} comments={comments} canComment={canComment} document={comment} />
      <AttachmentsCard files={attachments.nodes} />
    </>
  );
}
