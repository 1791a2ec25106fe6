import { graphql } from '../../gql/gql.ts';

export const query = graphql(`
  query BindingList(
    $first: Int!, $after: String, $filter: PartnerBindingFilter, $orderBy: PartnerBindingOrder
  ) {
    partnerBindings(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id status type createdAt dueAt boundAt requestedBy requestedType requestReason
        customer { id name }
        partner { id name }
        ...BindingActions_binding
      }
      pageInfo { hasNextPage endCursor }
      count { value isExact }
    }
  }
`);

export const counts = graphql(`
  query BindingList_counts(
    $waiting: PartnerBindingFilter, $requests: PartnerBindingFilter, $invited: PartnerBindingFilter
    $provisional: PartnerBindingFilter, $preRegistered: PartnerBindingFilter, $all: PartnerBindingFilter
  ) {
    waiting: partnerBindings(first: 1, filter: $waiting) { count { value isExact } }
    requests: partnerBindings(first: 1, filter: $requests) { count { value isExact } }
    invited: partnerBindings(first: 1, filter: $invited) { count { value isExact } }
    provisional: partnerBindings(first: 1, filter: $provisional) { count { value isExact } }
    preRegistered: partnerBindings(first: 1, filter: $preRegistered) { count { value isExact } }
    all: partnerBindings(first: 1, filter: $all) { count { value isExact } }
  }
`);
