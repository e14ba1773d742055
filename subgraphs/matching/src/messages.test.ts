import { REASONS, RULES, UNMET_CODES } from '@hub/engine-matching';
import { expect, test } from 'vitest';
import { messages } from './messages.ts';
import { declineReasons, endReasons } from './referral/referral.entity.ts';
import { resourceKinds } from './resource/resource.entity.ts';
import { inWords, ruleWords } from './words.ts';

const sentences: Readonly<Record<string, Readonly<Record<string, string>>>> = messages;

test.each([
  ...REASONS,
  ...UNMET_CODES,
  ...RULES.map((rule) => `SHORTAGE_${rule}`),
  ...[...declineReasons, ...endReasons].map((reason) => `REFERRAL_${reason}`),
  ...resourceKinds.flatMap((kind) => [`TITLE_${kind}`, `TITLE_${kind}_WITHOUT_NAME`]),
])('%s has a sentence in both languages', (code) => {
  expect(sentences[code]?.en).toMatch(/\S/);
  expect(sentences[code]?.zh).toMatch(/\p{Script=Han}|\{name\}/u);
});

test.each(RULES)('the rule %s has a word in both languages', (rule) => {
  expect(ruleWords[rule]).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
});

test.each([
  [
    { service: 'HAIRCUT', skill: 'LAW', urgency: 'CRITICAL', days: 3 },
    'zh',
    { service: '理发', skill: '法律', urgency: '特急', days: 3 },
  ],
  [{ windows: 0b10_100 }, 'zh', { windows: '周一晚上、周二下午' }],
  [{ windows: 0b10_100 }, 'en', { windows: 'Monday evening, Tuesday afternoon' }],
  [{ rules: 'SKILL DISTANCE' }, 'en', { rules: 'skill, distance' }],
  [{ service: 'UNHEARD_OF' }, 'en', { service: 'UNHEARD_OF' }],
] as const)('%o in %s is in words', (params, language, words) => {
  expect(inWords(params, language)).toEqual(words);
});
