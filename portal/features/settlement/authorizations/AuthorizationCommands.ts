import { graphql } from '../../../gql/gql.ts';

export const authorizePayment = graphql(`
  mutation AuthorizationCommands_authorize($input: PaymentAuthorizationAuthorizeInput!, $idempotencyKey: ID!) {
    step: paymentAuthorizationAuthorize(input: $input, idempotencyKey: $idempotencyKey) {
      paymentAuthorization { id ...AuthorizationPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const refusePayment = graphql(`
  mutation AuthorizationCommands_refuse($input: PaymentAuthorizationRefuseInput!, $idempotencyKey: ID!) {
    step: paymentAuthorizationRefuse(input: $input, idempotencyKey: $idempotencyKey) {
      paymentAuthorization { id ...AuthorizationPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const overrideRefusal = graphql(`
  mutation AuthorizationCommands_override($input: PaymentAuthorizationOverrideInput!, $idempotencyKey: ID!) {
    step: paymentAuthorizationOverride(input: $input, idempotencyKey: $idempotencyKey) {
      paymentAuthorization { id ...AuthorizationPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const authorizePayments = graphql(`
  mutation AuthorizationBulk_authorize($input: PaymentAuthorizationsAuthorizeInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: paymentAuthorizationsAuthorize(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
export const refusePayments = graphql(`
  mutation AuthorizationBulk_refuse($input: PaymentAuthorizationsRefuseInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: paymentAuthorizationsRefuse(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
export const overrideRefusals = graphql(`
  mutation AuthorizationBulk_override($input: PaymentAuthorizationsOverrideInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: paymentAuthorizationsOverride(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
