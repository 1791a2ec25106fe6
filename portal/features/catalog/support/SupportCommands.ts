import { graphql } from '../../../gql/gql.ts';

export const createGroup = graphql(`
  mutation SupportGroup_create($input: SupportGroupCreateInput!, $idempotencyKey: ID!) {
    step: supportGroupCreate(input: $input, idempotencyKey: $idempotencyKey) {
      supportGroup { id name }
      userErrors { code field message params { key value } }
    }
  }
`);
export const updateGroup = graphql(`
  mutation SupportGroup_update($input: SupportGroupUpdateInput!, $idempotencyKey: ID!) {
    step: supportGroupUpdate(input: $input, idempotencyKey: $idempotencyKey) {
      supportGroup { id ...SupportGroupDialog_group }
      userErrors { code field message params { key value } }
    }
  }
`);
export const deleteGroup = graphql(`
  mutation SupportGroup_delete($input: SupportGroupDeleteInput!, $idempotencyKey: ID!) {
    step: supportGroupDelete(input: $input, idempotencyKey: $idempotencyKey) {
      userErrors { code field message params { key value } }
    }
  }
`);
export const chooseGroup = graphql(`
  mutation SupportGroup_choose($input: ProductSetSupportGroupInput!, $idempotencyKey: ID!) {
    step: productSetSupportGroup(input: $input, idempotencyKey: $idempotencyKey) {
      product { ...ProductPanel_product }
      userErrors { code field message params { key value } }
    }
  }
`);
