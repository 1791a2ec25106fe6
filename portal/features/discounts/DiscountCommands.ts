import { graphql } from '../../gql/gql.ts';

/** The fields that screens show of a discount, so that an event updates all of them. */
export const DiscountCommandsDiscount = graphql(`
  fragment DiscountCommands_discount on ExclusiveDiscount {
    id version name customerName validFrom validUntil reviewDueAt
    ...DiscountHead_discount
    ...DiscountTasks_discount
    ...DiscountFigures_discount
    ...DiscountNotices_discount
    ...DiscountSteps_discount
    ...DiscountLines_discount
    ...DiscountFacts_discount
    ...DiscountSums_discount
    ...DiscountShare_discount
    ...DiscountActivity_discount
    ...DiscountThread_discount
  }
`);

export const submitDiscount = graphql(`
  mutation DiscountCommands_submit($input: ExclusiveDiscountSubmitInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountSubmit(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount status }
      userErrors { code field message params { key value } }
    }
  }
`);

export const withdrawDiscount = graphql(`
  mutation DiscountCommands_withdraw($input: ExclusiveDiscountWithdrawInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount }
      userErrors { code field message params { key value } }
    }
  }
`);

export const revokeDiscount = graphql(`
  mutation DiscountCommands_revoke($input: ExclusiveDiscountRevokeInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount }
      userErrors { code field message params { key value } }
    }
  }
`);

export const extendDiscount = graphql(`
  mutation DiscountCommands_extend($input: ExclusiveDiscountExtendInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountExtend(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount id }
      userErrors { code field message params { key value } }
    }
  }
`);

export const createDiscount = graphql(`
  mutation DiscountCommands_create($input: ExclusiveDiscountCreateInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountCreate(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount }
      userErrors { code field message params { key value } }
    }
  }
`);

export const updateDiscount = graphql(`
  mutation DiscountCommands_update($input: ExclusiveDiscountUpdateInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountUpdate(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...DiscountCommands_discount }
      userErrors { code field message params { key value } }
    }
  }
`);
