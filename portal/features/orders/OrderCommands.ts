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
