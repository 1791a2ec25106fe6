import { graphql } from '../../gql/gql.ts';

export const receiveDemands = graphql(`
  mutation AnswerDemands_receive($input: CustomerDemandsReceiveInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customerDemandsReceive(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const rejectDemands = graphql(`
  mutation AnswerDemands_reject($input: CustomerDemandsRejectInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customerDemandsReject(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
