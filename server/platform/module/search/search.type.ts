import { Field, ID, ObjectType } from 'type-graphql';
import { enumType } from '../../schema/types.ts';

export const SearchMatchEnum = enumType(
  'SearchMatch',
  'Part of an object that matches a search text.',
  {
    NAME: 'Name of the object or of a related one.',
    CODE: 'Number or account.',
    PINYIN: 'Pinyin or initials of a name.',
  },
);

@ObjectType('SearchHit', {
  simpleResolvers: true,
  description: 'Object found by a search (搜索结果).',
})
export class SearchHitType {
  @Field(() => ID, { description: 'Global id of the object; `node` reads it.' })
  id!: string;

  @Field(() => String, { description: 'Type of the object, for example "Customer".' })
  type!: string;

  @Field(() => String, { description: 'Name of the object, or its number if it has no name.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Number or account of the object, where it has one that the viewer may read.',
  })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that distinguishes objects of the same title, such as the customer.',
  })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'State of the object, a value of the enum of its field `status`; null for types without one.',
  })
  state!: string | null;

  @Field(() => SearchMatchEnum, { description: 'Part of the object that matches the text.' })
  matchedBy!: keyof typeof SearchMatchEnum;
}

@ObjectType('SearchResult', {
  simpleResolvers: true,
  description: 'Result of a search over all types.',
})
export class SearchResultType {
  @Field(() => [SearchHitType], {
    description:
      'Results by type. Within a type, titles that begin with the text (also in pinyin or initials) come first, then the newest objects.',
  })
  nodes!: SearchHitType[];
}
