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
export const repayOrder = graphql(`
  mutation OrderCommands_repay($input: OrderRepayInput!, $idempotencyKey: ID!) {
    step: orderRepay(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...BuyerOrder_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const recordRepayment = graphql(`
  mutation OrderCommands_recordRepayment($input: OrderRepayInput!, $idempotencyKey: ID!) {
    step: orderRepay(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...OrderPage_order }
      userErrors { code field message params { key value } }
    }
  }
`);
export const setProgram = graphql(`
  mutation OrderCommands_setProgram($input: OrderSetProgramInput!, $idempotencyKey: ID!) {
    step: orderSetProgram(input: $input, idempotencyKey: $idempotencyKey) {
      order { id ...OrderPage_order }
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
export const withdrawRequest = graphql(`
  mutation OrderCommands_withdrawRequest($input: RefundRequestWithdrawInput!, $idempotencyKey: ID!) {
    step: refundRequestWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      refundRequest { id order { id ...BuyerOrder_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
export const shipBack = graphql(`
  mutation OrderCommands_shipBack($input: RefundRequestShipBackInput!, $idempotencyKey: ID!) {
    step: refundRequestShipBack(input: $input, idempotencyKey: $idempotencyKey) {
      refundRequest { id order { id ...BuyerOrder_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
export const approveRequest = graphql(`
  mutation OrderCommands_approveRequest($input: RefundRequestApproveInput!, $idempotencyKey: ID!) {
    step: refundRequestApprove(input: $input, idempotencyKey: $idempotencyKey) {
      refundRequest { id order { id ...OrderPage_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rejectRequest = graphql(`
  mutation OrderCommands_rejectRequest($input: RefundRequestRejectInput!, $idempotencyKey: ID!) {
    step: refundRequestReject(input: $input, idempotencyKey: $idempotencyKey) {
      refundRequest { id order { id ...OrderPage_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
export const confirmReturn = graphql(`
  mutation OrderCommands_confirmReturn($input: RefundRequestConfirmReturnInput!, $idempotencyKey: ID!) {
    step: refundRequestConfirmReturn(input: $input, idempotencyKey: $idempotencyKey) {
      refundRequest { id order { id ...OrderPage_order } }
      userErrors { code field message params { key value } }
    }
  }
`);
