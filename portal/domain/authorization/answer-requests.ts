import { graphql } from '../../gql/gql.ts';

export const grantRequests = graphql(`
  mutation AnswerRequests_grant($input: JointSalesAuthorizationsGrantInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: jointSalesAuthorizationsGrant(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const refuseRequests = graphql(`
  mutation AnswerRequests_refuse($input: JointSalesAuthorizationsRefuseInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: jointSalesAuthorizationsRefuse(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
