import { readFileSync } from 'node:fs';

/** A default of a variable: a fixed value as JSON, or one that is worked out when it is asked. */
export interface VariableDefault {
  readonly name: string;
  readonly value?: string | null | undefined;
  readonly relative?: string | null | undefined;
}

/** A stored question that comes with the hub; its document stands in `operations/`. */
export interface ShippedOperation {
  readonly document: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  readonly variables: readonly VariableDefault[];
  readonly purpose: string | null;
}

const documentOf = (name: string): string =>
  readFileSync(new URL(`./operations/${name}.graphql`, import.meta.url), 'utf8');

/** The questions that a district needs on its first day. */
export const shippedOperations = (): readonly ShippedOperation[] => [
  {
    document: documentOf('needsWithResources'),
    title: { zh: '每项需求与可用资源', en: 'Every need with what could meet it' },
    description: {
      zh: '按紧急程度列出未满足的需求:是谁、在哪个社工站、匹配到什么资源及理由;匹配不到的说明原因。',
      en: 'Open needs by urgency: whose they are, at which station, which resources fit and why; where nothing fits, why not.',
    },
    variables: [{ name: 'division', relative: 'my division' }],
    purpose: 'RESOURCE_MATCHING',
  },
  {
    document: documentOf('countsByStreet'),
    title: { zh: '各街道人数统计', en: 'Counts by street' },
    description: {
      zh: '各街道的在册居民、需求与志愿者数量;小于5的数不显示。',
      en: 'Residents, needs and volunteers of each street; counts under 5 are held back.',
    },
    variables: [],
    purpose: 'STATISTICS',
  },
  {
    document: documentOf('fullMatchRun'),
    title: { zh: '全量匹配', en: 'Full matching run' },
    description: {
      zh: '用当前全部需求与资源重新计算一次最优匹配。',
      en: 'Works the best matching out anew from all needs and resources as they are.',
    },
    variables: [],
    purpose: 'RESOURCE_MATCHING',
  },
];
