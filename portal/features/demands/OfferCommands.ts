import { graphql } from '../../gql/gql.ts';

export const convertDemand = graphql(`
  mutation OfferCommands_convert($input: CustomerDemandConvertInput!, $idempotencyKey: ID!) {
    step: customerDemandConvert(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const createOffer = graphql(`
  mutation OfferCommands_create($input: PrivateOfferCreateInput!, $idempotencyKey: ID!) {
    step: privateOfferCreate(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const approveOffer = graphql(`
  mutation OfferCommands_approve($input: PrivateOfferApproveInput!, $idempotencyKey: ID!) {
    step: privateOfferApprove(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rejectOffer = graphql(`
  mutation OfferCommands_reject($input: PrivateOfferRejectInput!, $idempotencyKey: ID!) {
    step: privateOfferReject(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const withdrawOffer = graphql(`
  mutation OfferCommands_withdraw($input: PrivateOfferWithdrawInput!, $idempotencyKey: ID!) {
    step: privateOfferWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const shareOffer = graphql(`
  mutation OfferCommands_share($input: PrivateOfferShareInput!, $idempotencyKey: ID!) {
    step: privateOfferShare(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const revokeOffer = graphql(`
  mutation OfferCommands_revoke($input: PrivateOfferRevokeInput!, $idempotencyKey: ID!) {
    step: privateOfferRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
export const draftDiscount = graphql(`
  mutation OfferCommands_draftDiscount($input: PrivateOfferDraftDiscountInput!, $idempotencyKey: ID!) {
    step: privateOfferDraftDiscount(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { id }
      privateOffer { id ...PrivateOfferPage_offer }
      userErrors { code field message params { key value } }
    }
  }
`);
