import { graphql } from '../../../gql/gql.ts';

export const assignManagers = graphql(`
  mutation CustomersBulk_assign($input: CustomersAssignManagerInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customersAssignManager(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const addTags = graphql(`
  mutation CustomersBulk_addTags($input: CustomersAddTagsInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customersAddTags(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const removeTags = graphql(`
  mutation CustomersBulk_removeTags($input: CustomersRemoveTagsInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customersRemoveTags(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export const preRegisterCustomers = graphql(`
  mutation CustomersBulk_preRegister($input: PartnerBindingsPreRegisterInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: partnerBindingsPreRegister(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
