import { graphql } from '../../gql/gql.ts';

export const placeOrder = graphql(`
  mutation OrderCommands_place($input: OrderPlaceInput!, $idempotencyKey: ID!) {
    step: orderPlace(input: $input, idempotencyKey: $idempotencyKey) {
      order { id number }
      userErrors { code field message params { key value } }
    }
  }
`);
export const confirmPayment = graphql(`
  mutation OrderCommands_confirmPayment($input: OrderConfirmPaymentInput!, $idempotencyKey: ID!) {
    step: orderConfirmPayment(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...BuyerOrder_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const cancelOrder = graphql(`
  mutation OrderCommands_cancel($input: OrderCancelInput!, $idempotencyKey: ID!) {
    step: orderCancel(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...BuyerOrder_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const refundWithoutReason = graphql(`
  mutation OrderCommands_refundWithoutReason($input: OrderRefundWithoutReasonInput!, $idempotencyKey: ID!) {
    step: orderRefundWithoutReason(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...BuyerOrder_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const requestRefund = graphql(`
  mutation OrderCommands_requestRefund($input: OrderRequestRefundInput!, $idempotencyKey: ID!) {
    step: orderRequestRefund(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...BuyerOrder_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const approveRefund = graphql(`
  mutation OrderCommands_approveRefund($input: OrderLineApproveRefundInput!, $idempotencyKey: ID!) {
    step: orderLineApproveRefund(input: $input, idempotencyKey: $idempotencyKey) {
      orderLine { id order { id ...OrderPage_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rejectRefund = graphql(`
  mutation OrderCommands_rejectRefund($input: OrderLineRejectRefundInput!, $idempotencyKey: ID!) {
    step: orderLineRejectRefund(input: $input, idempotencyKey: $idempotencyKey) {
      orderLine { id order { id ...OrderPage_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
