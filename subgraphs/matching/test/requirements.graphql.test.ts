import type { Viewer } from '@hub/engine-policy';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charity, need, north, officer, volunteer } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

interface Given {
  readonly matches: readonly {
    readonly reasons: readonly { readonly code: string; readonly text: string }[];
    readonly resource: { readonly volunteer: { readonly id: string } | null };
  }[];
  readonly unmet: { readonly code: string; readonly text: string } | null;
}

const nurse = { certificates: [{ code: 'NURSE', until: '2027-02-01' }] };
/** Each service is asked for once, so that only the helpers of one test stand beside each other. */
const of = (service: string, parts: object) => ({ serviceCode: service, ...parts });

describe.each(storesOfTest)('what needs ask of whoever helps, on %s', (storeName) => {
  let opened: OpenedMatching;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_woman', { ...north(600), languages: ['SOUTHWESTERN_MANDARIN'] }),
      volunteer('volunteer_man', { ...north(10), gender: 'MALE', vettedFor: 'ENHANCED' }),
      volunteer('volunteer_nurse', { ...north(900), gender: 'UNKNOWN', ...nurse, skills: ['HAIRDRESSING'] }),
      volunteer('volunteer_past', {
        ...north(20),
        certificates: [{ code: 'NURSE', until: '2026-11-20' }],
        gender: 'MALE',
        skills: ['TEACHING'],
        teamId: 'team_kin',
      }),
      volunteer('volunteer_walker', { ...north(890), gender: 'MALE', skills: ['REPAIR'], travelMinutes: 15 }),
      need('need_woman', { genderWish: 'FEMALE', genderMust: true, units: 1 }),
      need('need_dialect', { languageWish: 'SOUTHWESTERN_MANDARIN', units: 1 }),
      need('need_nurse', { certificate: 'NURSE', units: 1 }),
      need('need_lawyer', { certificate: 'LAWYER', units: 1 }),
      need('need_child', { safeguarding: 'ENHANCED', units: 1 }),
      need('need_two', { helpers: 2, units: 1 }),
      need('need_whole', of('HAIRCUT', { indivisible: true, units: 11 })),
      need('need_no_kin', of('TUTORING', { excludedProviders: ['team_kin'], units: 1 })),
      need('need_walk', of('HOME_REPAIR', { units: 1 })),
      need('need_uyghur', { languageWish: 'UYGHUR', languageMust: true, units: 1 }),
    );
  });
  afterAll(() => opened.close());

  const given = async (id: string, language: 'zh' | 'en' = 'en', viewer: Viewer = officer): Promise<Given> => {
    const answer = await opened.ask(
      viewer,
      `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need {
        matches { reasons { code text } resource { ... on VolunteerTime { volunteer { id } } } } unmet { code text } } } }`,
      { needs: [{ __typename: 'Need', id }] },
      { language },
    );
    expect(answer.errors).toBeUndefined();
    const [need] = (answer.data?._entities ?? []) as readonly Given[];
    return need as Given;
  };
  const helpersOf = ({ matches }: Given) => matches.map(({ resource }) => resource.volunteer?.id);

  test.each([
    ['need_woman', 'volunteer_woman', 'GENDER_AS_WISHED', '符合本人对服务人员性别的意愿：女。'],
    ['need_dialect', 'volunteer_woman', 'LANGUAGE_AS_WISHED', '会说本人希望的语言或方言：西南官话。'],
    ['need_nurse', 'volunteer_nurse', 'CERTIFIED', '持有所需证书：护士执业证。'],
    ['need_child', 'volunteer_man', 'VETTED_CLOSELY', /^已通过面向未成年人/],
  ] as const)('%s is helped by %s, and told why', async (id, helper, code, text) => {
    const need = await given(id, 'zh');
    expect(helpersOf(need)[0]).toBe(helper);
    expect(need.matches[0]?.reasons.find((reason) => reason.code === code)?.text).toMatch(text);
  });

  test('who does not meet a must is no alternative, and who does not meet a wish is one', async () => {
    expect(helpersOf(await given('need_woman'))).not.toContain('volunteer_man');
    expect(helpersOf(await given('need_woman'))).not.toContain('volunteer_nurse');
    expect(helpersOf(await given('need_dialect'))).toContain('volunteer_man');
    expect(helpersOf(await given('need_child'))).toEqual(['volunteer_man']);
  });

  test.each([
    ['need_lawyer', 'NONE_CERTIFIED', '其他条件都相符的资源均未持有所需的有效证书：律师执业证。'],
    ['need_two', 'NONE_LARGE_ENOUGH', '其他条件都相符的队伍均不能同时派出所需人数。'],
    ['need_whole', 'ONLY_A_PART', '相符的资源只够一部分，而此需求须一次全部满足。'],
    ['need_no_kin', 'NONE_PERMITTED', '其他条件都相符的资源须回避，或已有转介。'],
    ['need_walk', 'NONE_WITHIN_TIME', /^其他条件都相符的资源路程太长/],
    ['need_uyghur', 'NONE_AS_WISHED', '其他条件都相符的资源均不符合本人对性别或语言的要求。'],
  ] as const)('%s is unmet by %s', async (id, code, text) => {
    const { unmet } = await given(id, 'zh');
    expect(unmet?.code).toBe(code);
    expect(unmet?.text).toMatch(text);
  });

  test('whoever may not see a need is told nothing of its wishes', async () => {
    expect(await given('need_woman', 'en', charity)).toEqual(await given('need_nowhere', 'en', charity));
  });
});
