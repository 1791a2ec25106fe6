import { graphql } from '../../gql/gql.ts';

export const submitDiscounts = graphql(`
  mutation DiscountsBulk_submit($input: ExclusiveDiscountsSubmitInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsSubmit(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const withdrawDiscounts = graphql(`
  mutation DiscountsBulk_withdraw($input: ExclusiveDiscountsWithdrawInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsWithdraw(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const approveDiscounts = graphql(`
  mutation DiscountsBulk_approve($input: ExclusiveDiscountsApproveInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsApprove(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const rejectDiscounts = graphql(`
  mutation DiscountsBulk_reject($input: ExclusiveDiscountsRejectInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsReject(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const extendDiscounts = graphql(`
  mutation DiscountsBulk_extend($input: ExclusiveDiscountsExtendInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsExtend(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const revokeDiscounts = graphql(`
  mutation DiscountsBulk_revoke($input: ExclusiveDiscountsRevokeInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: exclusiveDiscountsRevoke(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
