import type { Answer, House } from '../house.ts';
import { type Case, costOfMoving, moreNeeded, nextOf } from './cases.ts';
import { type District, plan } from './district.ts';

type Language = 'zh' | 'en';

/** What the hub tells an officer of one need. */
export interface Told {
  readonly units: number;
  readonly openedOn: string;
  readonly serviceCode: string;
  readonly division: { readonly name: string };
  readonly station: { readonly name: string } | null;
  readonly matches: readonly {
    readonly standing: 'PROPOSED' | 'ALTERNATIVE';
    readonly units: number;
    readonly unitsAMonth: number | null;
    readonly regret: number;
    readonly distanceMetres: number | null;
    readonly reasons: readonly { readonly code: string; readonly text: string }[];
    readonly resource: {
      readonly id: string;
      readonly title: string;
      readonly provider: { readonly name: string } | null;
    };
  }[];
  readonly unmet: { readonly code: string; readonly text: string; readonly units: number } | null;
}

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

const whole = ({ data, errors }: Answer): Readonly<Record<string, unknown>> => {
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
};

/** Every node of a list, page by page. */
const all = async <Node>(
  house: House,
  field: string,
  where: string,
  node: string,
  language: Language = 'en',
  size = 100,
) => {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const args: string = `first: ${size}${where}${after === null ? '' : `, after: "${after}"`}`;
    const query = `{ ${field}(${args}) { edges { node { ${node} } } pageInfo { endCursor hasNextPage } } }`;
    // The shape is that of the question.
    const page = whole(await house.ask(query, {}, { language }))[field] as Page<Node>;
    nodes.push(...page.edges.map((edge) => edge.node));
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
};

/** A full run: which of several equal answers is told depends on nothing but the facts then, and not on the order in which they came. */
export const matchAnew = async (house: House): Promise<void> => {
  whole(await house.ask('mutation { startMatchRun { id } }'));
};

/** Ids of resources, by those of their owners' records. */
export const askResourceIds = async (house: House): Promise<ReadonlyMap<string, string>> => {
  const owner = `... on VolunteerTime { volunteer { id } } ... on TeamTime { team { id } } ... on FundAllocation { fund { id } }
    ... on GoodsAllotment { goods { id } } ... on Caseload { socialWorker { id } }
    ... on StationService { service { id } } ... on VenueTime { slot { id } }`;
  const resources = await all<Readonly<Record<string, { readonly id: string } | null>> & { readonly id: string }>(
    house,
    'resources',
    '',
    `id ${owner}`,
  );
  return new Map(
    resources.map(({ id, volunteer, team, fund, goods, socialWorker, service, slot }) => [
      (volunteer ?? team ?? fund ?? goods ?? socialWorker ?? service ?? slot)?.id ?? '',
      id,
    ]),
  );
};

export const askNeeds = async (house: House, language: Language): Promise<Tellings> => {
  const match =
    'standing units unitsAMonth regret distanceMetres reasons { code text } resource { id title provider { name } }';
  const node = `id units openedOn serviceCode division { name } station { name } matches(first: 20) { ${match} } unmet { code text units }`;
  const needs = await all<Told & { readonly id: string }>(
    house,
    'needs',
    ', where: { status: OPEN }',
    node,
    language,
    40,
  );
  return new Map(needs.map((need) => [need.id, need]));
};

const amount: Readonly<Record<Language, (units: number, unit: string) => string>> = {
  zh: (units, unit) =>
    unit === 'FEN'
      ? `${(units / 100).toLocaleString('en-US')} 元`
      : `${units} ${{ HOUR: '小时', ITEM: '件', CASE: '个个案名额' }[unit]}`,
  en: (units, unit) =>
    unit === 'FEN'
      ? `${(units / 100).toLocaleString('en-US')} yuan`
      : `${units} ${unit.toLowerCase()}${units === 1 ? '' : 's'}`,
};

const bracketed = (open: string, parts: readonly string[], between: string, close: string): string => {
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? '' : `${open}${said.join(between)}${close}`;
};

const words = {
  zh: {
    need: (told: Told, service: string, much: string) =>
      `${told.division.name}需要${service} ${much}（${told.station?.name ?? ''}登记，${told.openedOn} 提出）。`,
    given: (much: string, name: string) => `建议由${name}提供 ${much}：`,
    aMonth: (much: string, aMonth: string) => `${much}（每月 ${aMonth}）`,
    name: (title: string, provider: string, metres: number | null) =>
      `「${title}」${bracketed('（', [provider, metres === null ? '' : `约 ${metres} 米`], '，', '）')}`,
    next: (name: string, cost: number, unit: string) =>
      cost === 0
        ? `其次是${name}：${unit}改由其提供，整体不受损失。`
        : `其次是${name}：${unit}改由其提供，整体要差 ${cost} 分。`,
    unmet: (much: string, text: string) => `尚缺 ${much}：${text}`,
    more: (much: string, title: string) => `「${title}」还要再多 ${much}，才会轮到本需求。`,
    unfair: '若不计公平，本需求什么也得不到。',
    unit: { FEN: '每一分钱', HOUR: '每一小时', ITEM: '每一件', CASE: '名额' } as Readonly<Record<string, string>>,
  },
  en: {
    need: (told: Told, service: string, much: string) =>
      `In ${told.division.name} somebody needs: ${service}, ${much} (recorded by ${told.station?.name ?? ''}, opened on ${told.openedOn}).`,
    given: (much: string, name: string) => `Proposed: ${much} of ${name}:`,
    aMonth: (much: string, aMonth: string) => `${much} (${aMonth} a month)`,
    name: (title: string, provider: string, metres: number | null) =>
      `“${title}”${bracketed(' (', [provider, metres === null ? '' : `about ${metres} metres away`], ', ', ')')}`,
    next: (name: string, cost: number, unit: string) =>
      cost === 0
        ? `Next in line: ${name}; with ${unit} from there instead, nothing would be lost.`
        : `Next in line: ${name}; with ${unit} from there instead, the whole would be worse by ${cost} points.`,
    unmet: (much: string, text: string) => `Missing: ${much}. ${text}`,
    more: (much: string, title: string) => `It would take ${much} more of “${title}” until it is this need's turn.`,
    unfair: 'Without fairness this need would get nothing.',
    unit: { FEN: 'each fen', HOUR: 'each hour', ITEM: 'each item', CASE: 'the place' } as Readonly<
      Record<string, string>
    >,
  },
};

type Tellings = ReadonlyMap<string, Told>;

/** The name of a service as the hub says it wherever it proposes something for it. */
const serviceIn = (tellings: Tellings, code: string): string => {
  for (const { serviceCode, matches } of tellings.values()) {
    const said = matches[0]?.reasons.find((reason) => reason.code === 'SERVICE_FITS')?.text;
    if (serviceCode === code && said !== undefined) return said.replace(/^.*[：:] ?/, '').replace(/[。.]$/, '');
  }
  return code;
};

/** One explanation in one language: the hub's own sentences, with what was solved again for this page. */
export const explanation = (language: Language, one: Case, tellings: Tellings, { input }: District): string => {
  const say = words[language];
  const { id, unit } = one.need;
  const told = tellings.get(id);
  if (told === undefined) throw new Error(`The hub tells nothing of ${id}.`);
  const much = (units: number): string => amount[language](units, unit);
  const nameOf = (
    { resource: { title, provider }, distanceMetres }: Told['matches'][number],
    isNear: boolean,
  ): string =>
    say.name(title, title.includes(provider?.name ?? '') ? '' : (provider?.name ?? ''), isNear ? distanceMetres : null);
  const lines = [say.need(told, serviceIn(tellings, told.serviceCode), much(told.units)), ''];
  for (const match of told.matches)
    if (match.standing === 'PROPOSED') {
      const inMonth = match.unitsAMonth === match.units ? null : match.unitsAMonth;
      const all = inMonth === null ? much(match.units) : say.aMonth(much(match.units), much(inMonth));
      lines.push(`- ${say.given(all, nameOf(match, false))}`);
      lines.push(...match.reasons.filter(({ code }) => code !== 'SERVICE_FITS').map(({ text }) => `  - ${text}`));
    }
  const next = told.matches.find(({ standing }) => standing === 'ALTERNATIVE');
  const cost = costOfMoving(input, one);
  if (next !== undefined && cost !== null)
    lines.push(`- ${say.next(nameOf(next, true), cost, say.unit[unit] ?? unit)}`);
  if (told.unmet !== null) lines.push(`- ${say.unmet(much(told.unmet.units), told.unmet.text)}`);
  const more = moreNeeded(input, one);
  const scarce = told.matches.find(({ resource }) => resource.id === nextOf(one));
  if (more !== null && scarce !== undefined) lines.push(`- ${say.more(much(more), scarce.resource.title)}`);
  if (one.kind.isAboutFairness) lines.push(`- ${say.unfair}`);
  return lines.join('\n');
};

/** The page, Chinese above English for each case. */
export const pageOf = (
  cases: readonly Case[],
  district: District,
  told: Readonly<Record<Language, Tellings>>,
): string => {
  const sections = cases.map((one, k) => {
    const { title } = one.kind;
    return `## ${k + 1}. ${title.zh}\n\n${explanation('zh', one, told.zh, district)}\n\n**${title.en}**\n\n${explanation('en', one, told.en, district)}\n`;
  });
  return `# 二十则匹配说明 (Twenty explanations)

示范区（宜昌市西陵区，合成数据，无真实个人）${plan.today} 的一次匹配。每一类取编号最小的一项需求；理由的文字就是枢纽给经办人的文字，“整体要差多少分”和“还要再多多少”都是把全区重新求解一次得到的。本页由
\`e2e/explanations/explanations.test.ts\` 生成，其中每一条事实都由该测试对照各部门的登记逐条核对。

One matching of the demonstration district (Xiling in Yichang; the data is synthetic and about nobody) on ${plan.today}. Of each kind of answer the first need by its id is told. The reasons are
the hub's own sentences; what the whole would lose, and how much more it would take, is the whole solved again. This page is made by
\`e2e/explanations/explanations.test.ts\`, which holds every fact in it against the departments' records.

${sections.join('\n')}`;
};
