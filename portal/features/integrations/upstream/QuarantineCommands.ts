import { graphql } from '../../../gql/gql.ts';

export const retryRow = graphql(`
  mutation QuarantineCommands_retry($input: QuarantinedRowRetryInput!, $idempotencyKey: ID!) {
    step: quarantinedRowRetry(input: $input, idempotencyKey: $idempotencyKey) {
      quarantinedRow { id ...Quarantine_row }
      userErrors { code field message params { key value } }
    }
  }
`);
export const dismissRow = graphql(`
  mutation QuarantineCommands_dismiss($input: QuarantinedRowDismissInput!, $idempotencyKey: ID!) {
    step: quarantinedRowDismiss(input: $input, idempotencyKey: $idempotencyKey) {
      quarantinedRow { id ...Quarantine_row }
      userErrors { code field message params { key value } }
    }
  }
`);
