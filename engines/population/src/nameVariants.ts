import type { TrueName } from './names.ts';
import type { Random } from './random.ts';

// Groups of signs that are taken for each other: by sound, by look, or as forms of one sign.
const alike: readonly string[] = [
  '芳方坊',
  '伟炜玮',
  '丽莉俐',
  '华花骅',
  '国囯國',
  '玉钰郁',
  '英瑛莺',
  '军君均',
  '建健剑',
  '明铭鸣',
  '红虹宏洪',
  '珍真贞',
  '秀绣琇',
  '桂贵',
  '兰岚蓝',
  '凤风峰锋',
  '金锦今',
  '平萍苹',
  '霞侠',
  '燕艳雁',
  '静敬婧',
  '敏闵',
  '娟绢',
  '琴芹勤',
  '清青卿',
  '文雯',
  '志智至',
  '强祥',
  '刚钢',
  '辉晖',
  '杰洁捷',
  '波博',
  '涛韬',
  '鹏朋',
  '云芸耘',
  '梅媚',
  '翠萃',
  '春椿',
  '生声升',
  '东冬',
  '成诚程',
  '光广',
  '世士仕',
  '德得',
  '福富',
  '荣容蓉',
  '昌常',
  '永勇咏',
  '正政',
  '祖组',
  '开凯',
  '宇羽雨',
  '轩宣',
  '涵函',
  '怡仪',
  '欣新心',
  '佳嘉家',
  '子梓紫',
  '浩皓昊',
  '泽则',
  '雪',
  '莲连',
  '惠慧',
  '淑叔',
  '淼森',
  '己已',
  '晓小',
  '学雪',
  '海梅',
  '阎闫',
  '肖萧',
  '傅付',
  '余于',
  '邱丘',
  '戴代',
  '叶业',
  '贾价',
  '曲屈',
  '娜那',
  '磊垒',
  '超绍',
  '飞非',
  '俊骏',
  '诗思',
  '语雨',
  '若苦',
  '沐木',
  '依伊',
  '一壹',
];

const likes: ReadonlyMap<string, string> = new Map(
  alike.flatMap((group) =>
    [...group].map((sign): [string, string] => [sign, [...group].filter((other) => other !== sign).join('')]),
  ),
);

/** The name as somebody else might type it; always another text than the papers have. */
export function writeNameVariant(random: Random, { surname, given }: TrueName): string {
  if (given.includes('·')) return given.replace('·', random.pick(['.', '•', '・', '', ' ', '-']));
  const name = `${surname}${given}`;
  const spaced = `${name.slice(0, 1)} ${name.slice(1)}`;
  const [first = '', second = ''] = given;
  const swapped = second === '' || first === second ? spaced : `${surname}${second}${first}`;
  const kind = random.below(10);
  if (kind === 0) return spaced;
  if (kind === 1) return swapped;
  if (kind === 2 && second !== '') return `${surname}${second}`;
  return replacedSign(random, name) ?? random.pick([spaced, swapped]);
}

function replacedSign(random: Random, name: string): string | null {
  const signs = [...name];
  const places = signs.flatMap((sign, place) => ((likes.get(sign) ?? '') === '' ? [] : [place]));
  if (places.length === 0) return null;
  const place = random.pick(places);
  const other = random.pick([...(likes.get(signs[place] ?? '') ?? '')]);
  return signs.map((sign, at) => (at === place ? other : sign)).join('');
}
