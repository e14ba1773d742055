import { type MatchInput, type MatchNeed, match, type NeedOutcome, openRun } from '@hub/engine-matching';

/** What is chosen for the page, and why. */
export interface Kind {
  readonly title: { readonly zh: string; readonly en: string };
  /** `unfair` is what the need would get if served shares of communities did not count. */
  readonly isAboutFairness?: true;
  readonly fits: (need: MatchNeed, answer: NeedOutcome, unfair: number, kindOf: KindOf) => boolean;
}

/** The kind of a resource by its id. */
type KindOf = (resourceId: string) => string | undefined;

const isMet = ({ unmet }: NeedOutcome): boolean => unmet === null;
const helpers = ({ proposed }: NeedOutcome): number => proposed.length;
const says = (answer: NeedOutcome, code: string): boolean =>
  answer.proposed.some(({ reasons }) => reasons.some((reason) => reason.code === code));
const isUnmetBy =
  (unit: string, code: string, isPart = false) =>
  (need: MatchNeed, { unmet, proposedUnits }: NeedOutcome): boolean =>
    need.unit === unit && unmet?.code === code && proposedUnits > 0 === isPart;

/** Twenty kinds of answer; of each the first need by its id is told that no earlier kind took. */
export const kinds: readonly Kind[] = [
  {
    title: {
      zh: '紧急且需专长：由有专长的志愿者承担',
      en: 'Pressing, and a skill is asked for: a volunteer who has it',
    },
    fits: (need, answer) =>
      need.unit === 'HOUR' && need.skill !== null && isMet(answer) && says(answer, 'URGENT') && helpers(answer) === 1,
  },
  {
    title: { zh: '只能由已审核人员上门', en: 'Only somebody vetted may come' },
    fits: (need, answer) => need.unit === 'HOUR' && need.vettedOnly && isMet(answer) && says(answer, 'VETTED'),
  },
  {
    title: {
      zh: '只在特定时段方便：由社工站的助餐点或活动室承担',
      en: 'Only some times of the week suit: a canteen or a room of a station',
    },
    fits: (_, answer, __, kindOf) =>
      isMet(answer) &&
      says(answer, 'TIME_FITS') &&
      helpers(answer) === 1 &&
      answer.proposed.every(({ resourceId }) => kindOf(resourceId) !== 'VOLUNTEER_TIME'),
  },
  {
    title: { zh: '一人时间不够，多人分担', en: 'Shared among several, because nobody has the time alone' },
    fits: (need, answer) => need.unit === 'HOUR' && isMet(answer) && helpers(answer) > 1,
  },
  {
    title: { zh: '有备选，但换人会使全局变差', en: 'There is an alternative, but the whole would be worse with it' },
    fits: (need, answer) =>
      need.unit === 'HOUR' &&
      isMet(answer) &&
      answer.alternatives[0] !== undefined &&
      answer.alternatives[0].regret > 50,
  },
  {
    title: { zh: '只满足了一部分：志愿者时间不足', en: 'Met in part: too little volunteer time' },
    fits: isUnmetBy('HOUR', 'ALL_TAKEN', true),
  },
  {
    title: {
      zh: '未满足：相符的志愿者时间都给了更紧急或更合适的需求',
      en: 'Unmet: the time of all who fit goes to others',
    },
    fits: isUnmetBy('HOUR', 'ALL_TAKEN'),
  },
  { title: { zh: '未满足：附近没有志愿者', en: 'Unmet: no volunteer is near' }, fits: isUnmetBy('HOUR', 'NONE_NEAR') },
  {
    title: { zh: '未满足：其他条件相符的都未通过所需审核', en: 'Unmet: nobody who fits otherwise is vetted as asked' },
    fits: isUnmetBy('HOUR', 'NONE_VETTED'),
  },
  { title: { zh: '未满足：时间不相合', en: 'Unmet: no common time' }, fits: isUnmetBy('HOUR', 'NONE_AT_THE_TIME') },
  { title: { zh: '未满足：缺少专长', en: 'Unmet: nobody has the skill' }, fits: isUnmetBy('HOUR', 'NONE_WITH_SKILL') },
  {
    title: { zh: '未满足：不止一个障碍', en: 'Unmet: more than one obstacle' },
    fits: isUnmetBy('HOUR', 'SEVERAL_OBSTACLES'),
  },
  {
    title: { zh: '资金：限定用途的基金先用', en: 'Money: a fund bound to a purpose is spent first' },
    fits: (need, answer) => need.unit === 'FEN' && isMet(answer) && says(answer, 'RESTRICTED_FIRST'),
  },
  {
    title: { zh: '资金：临近到期的先用', en: 'Money: what expires soon is spent first' },
    fits: (need, answer) => need.unit === 'FEN' && says(answer, 'EXPIRES_SOON'),
  },
  {
    title: { zh: '资金：已达每人限额', en: 'Money: the limit for one person is reached' },
    fits: isUnmetBy('FEN', 'CAP_REACHED', true),
  },
  {
    title: { zh: '资金：余额不足，只满足一部分', en: 'Money: met in part, the balance is too small' },
    fits: isUnmetBy('FEN', 'ALL_TAKEN', true),
  },
  {
    title: { zh: '物资：由最近的存放点发放', en: 'Goods: from where they lie near' },
    fits: (need, answer) => need.unit === 'ITEM' && isMet(answer) && says(answer, 'NEAR') && says(answer, 'GROUP_FITS'),
  },
  {
    title: { zh: '物资：只限其他对象使用', en: 'Goods: meant for other groups of people' },
    fits: isUnmetBy('ITEM', 'NONE_FOR_THE_GROUP'),
  },
  {
    title: { zh: '公平：所在社区满足得少，因而轮到', en: 'Fairness: its turn, because its community is served little' },
    isAboutFairness: true,
    fits: (need, answer, unfair) => answer.proposedUnits > 0 && unfair === 0 && (need.unit === 'HOUR' || isMet(answer)),
  },
  {
    title: { zh: '个案：由本地社工站承接', en: 'Case work: by the station of the place' },
    fits: (need, answer) => need.unit === 'CASE' && isMet(answer),
  },
];

export interface Case {
  readonly kind: Kind;
  readonly need: MatchNeed;
  readonly answer: NeedOutcome;
  readonly unfair: number;
}

/** One need for each kind. */
export const chooseCases = (input: MatchInput): readonly Case[] => {
  // As the hub solves it in full: of several equal answers the same one.
  const outcome = openRun(input).outcome();
  const { policy } = input;
  const others = match({ ...input, policy: { ...policy, fairness: { ...policy.fairness, points: 0 } } });
  const unfairOf = new Map(others.needs.map(({ needId, proposedUnits }) => [needId, proposedUnits]));
  const needById = new Map(input.needs.map((need) => [need.id, need]));
  const kindById = new Map(input.resources.map(({ id, kind }) => [id, kind]));
  const taken = new Set<string>();
  return kinds.map((kind) => {
    for (const answer of outcome.needs) {
      const need = needById.get(answer.needId);
      const unfair = unfairOf.get(answer.needId) ?? 0;
      if (need === undefined || taken.has(need.id) || !kind.fits(need, answer, unfair, (id) => kindById.get(id)))
        continue;
      taken.add(need.id);
      return { kind, need, answer, unfair };
    }
    throw new Error(`No need of the district is "${kind.title.en}".`);
  });
};

/** Solving the district anew takes seconds, so what was asked once is kept. */
const once = <Asked extends object, Answer>(work: (asked: Asked) => Answer): ((asked: Asked) => Answer) => {
  const known = new WeakMap<Asked, { readonly answer: Answer }>();
  return (asked) => {
    const found = known.get(asked) ?? { answer: work(asked) };
    known.set(asked, found);
    return found.answer;
  };
};

/** Units of different kinds never compete, so what concerns one need is solved among those of its unit. */
const inputsByUnit = once(
  (input: MatchInput) => new Map(input.needs.map(({ unit }) => [unit, cutToUnit(input, unit)])),
);
const ofUnit = (input: MatchInput, unit: string): MatchInput => inputsByUnit(input).get(unit) ?? cutToUnit(input, unit);
const objectiveOf = once((input: MatchInput) => match(input).totals.objective);

/** What would unlock shortages is not asked of these. */
const cutToUnit = (input: MatchInput, unit: string): MatchInput => ({
  ...input,
  policy: { ...input.policy, maxUnlocks: 0 },
  needs: input.needs.filter((need) => need.unit === unit),
  resources: input.resources.filter((resource) => resource.unit === unit),
});

const withMore = (input: MatchInput, id: string, units: number): MatchInput => ({
  ...input,
  resources: input.resources.map((resource) =>
    resource.id === id ? { ...resource, capacity: resource.capacity + units } : resource,
  ),
});

/** What the first unit served in a community earns for fairness. */
const firstTier = ({ needs, policy: { fairness } }: MatchInput, need: MatchNeed): number => {
  const total = needs
    .filter(({ community, unit }) => community === need.community && unit === need.unit)
    .reduce((sum, { units }) => sum + units, 0);
  for (let tier = 0; tier < fairness.tiers; tier++) {
    const size = Math.floor((total * (tier + 1)) / fairness.tiers) - Math.floor((total * tier) / fairness.tiers);
    if (size > 0) return Math.round((fairness.points * (fairness.tiers - tier)) / fairness.tiers);
  }
  return 0;
};

/** Points that the whole loses when one unit of the need is given by its first alternative and all else is solved again. */
export const costOfMoving = (input: MatchInput, one: Case): number | null => costsIn(input)(one);

const costsIn = once((input: MatchInput) => once((one: Case) => solveMoved(input, one)));

const solveMoved = (input: MatchInput, { need, answer }: Case): number | null => {
  const [next] = answer.alternatives;
  if (next === undefined || answer.proposedUnits === 0) return null;
  const own = ofUnit(input, need.unit);
  // The unit counts as load of the alternative, which may still give the need more.
  const fixed = [
    { needId: need.id, resourceId: 'the alternative', units: 1 },
    { needId: 'the same need', resourceId: next.resourceId, units: 1 },
  ];
  const moved = match({ ...own, fixed });
  return objectiveOf(own) - (moved.totals.objective + next.score + firstTier(own, need));
};

/** The steps in which more of a resource is told: 100 yuan, one of anything else. */
const stepOf = (unit: string): number => (unit === 'FEN' ? 10_000 : 1);

/** The resource that a need would get next, were there more of it. */
export const nextOf = ({ answer }: Case): string => (answer.alternatives[0] ?? answer.proposed[0])?.resourceId ?? '';

/** How much more of the next resource it takes, solved again each time, until the need gets something more; `null` when not scarcity keeps it. */
export const moreNeeded = (input: MatchInput, one: Case): number | null => mostIn(input)(one);

const mostIn = once((input: MatchInput) => once((one: Case) => searchMore(input, one)));

const searchMore = (input: MatchInput, one: Case): number | null => {
  const { need, answer } = one;
  if (answer.unmet?.code !== 'ALL_TAKEN') return null;
  const own = ofUnit(input, need.unit);
  const step = stepOf(need.unit);
  const gains = (steps: number): boolean =>
    (match(withMore(own, nextOf(one), steps * step)).needs.find(({ needId }) => needId === need.id)?.proposedUnits ??
      0) > answer.proposedUnits;
  let [low, high] = [0, 1];
  for (; !gains(high); high *= 2) low = high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (gains(middle)) high = middle;
    else low = middle;
  }
  return high * step;
};
