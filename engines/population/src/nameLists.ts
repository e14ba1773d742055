/**
 * Surnames with their share of the population in hundredths of a percent, after the survey of the Institute of Genetics and
 * Developmental Biology of the Chinese Academy of Sciences (袁义达, 2006); rounded, and below 0.4 % estimated; some are of western Hubei.
 */
export const surnames: readonly (readonly [string, number])[] = weighted(
  '李794 王741 张707 刘538 陈453 杨308 赵229 黄223 周212 吴205 徐167 孙154 胡131 朱126 高121 林118 何117 郭115 马105 罗86 梁84 宋81 郑78 ' +
    '谢72 韩68 唐65 冯64 于62 董61 肖59 程57 曹57 袁54 邓54 许54 傅51 沈50 曾50 彭49 吕47 苏47 卢47 蒋47 蔡46 贾42 丁42 魏45 薛40 叶40 阎39 余39 ' +
    '潘38 杜37 戴36 夏35 钟35 汪34 田34 任33 姜33 范33 方33 石33 姚32 谭31 廖30 邹30 熊30 金30 陆29 郝28 孔27 白27 崔26 康26 毛25 邱25 秦25 江24 ' +
    '史24 顾23 侯23 邵22 孟22 龙22 万22 段21 雷21 钱20 汤20 尹20 黎19 易18 常18 武17 乔17 贺17 赖16 龚16 文15 覃14 向14 屈12 望6 冉8 鲜3 牟5 ' +
    '柳9 喻8 章9 鲁9 葛8 伍8 韦9 申8 尤6 毕7 聂7 丛3 焦7 柯6 欧阳6 司马1 上官1 诸葛1',
);

/** Signs of given names for those born before `until`: the first and the second sign; `oneSign` have only the second. */
export interface GivenNames {
  readonly until: number;
  readonly oneSign: number;
  readonly FEMALE: readonly [string, string];
  readonly MALE: readonly [string, string];
}

/** Fashions of given names by birth, from well-known lists of the most frequent names of each generation; not counted. */
export const givenNames: readonly GivenNames[] = [
  {
    until: 1945,
    oneSign: 0.06,
    FEMALE: ['秀玉桂淑凤兰金素翠春月菊惠贵元传开祖家', '英兰珍华芳梅香云莲清贞娥芝秀凤菊姑英珍兰'],
    MALE: ['德文明国金志永正家大长福光世先祖传开昌云', '明清华福发祥林山贵才义元生财富喜成武荣寿'],
  },
  {
    until: 1960,
    oneSign: 0.1,
    FEMALE: ['秀玉桂淑凤兰翠春美昌国正先建光惠家祖传新', '英兰珍华芳梅香云莲清秀琴萍蓉凤菊霞娥芝玲'],
    MALE: ['建国志永正家大长光世先祖传昌文明德金兴新', '华国军平明清林生才发祥成荣富元武贵忠义新'],
  },
  {
    until: 1970,
    oneSign: 0.25,
    FEMALE: ['红丽春秀玉小晓爱桂建卫国美艳金先昌翠继华', '梅霞英红华芳萍玲琴丽燕兰云娟蓉敏秀凤平珍'],
    MALE: ['建卫国志永红正家大小光世先文明昌向继宏新', '军华平明强东林生兵武斌清刚成勇民伟忠祥新'],
  },
  {
    until: 1980,
    oneSign: 0.4,
    FEMALE: ['晓小红丽春艳海玉雪燕静冬美金文爱云素慧秋', '燕丽霞红华芳萍玲琴敏娟艳静梅娜蓉莉英玲洁'],
    MALE: ['建志永晓小海光文明宏卫国家俊春正学少立新', '军华平明强东林勇斌伟涛刚峰波鹏辉杰兵勇亮'],
  },
  {
    until: 1990,
    oneSign: 0.45,
    FEMALE: ['晓小婷丽雪艳海雅思燕静文美佳云梦慧秋倩玉', '婷丽静娟敏艳芳娜燕雪琴莉萍洁倩丹慧莹颖玲'],
    MALE: ['志晓小海文明家俊学少立子永云世宇浩国天新', '伟涛超磊鹏杰波勇斌峰辉强飞亮龙刚凯鑫威宁'],
  },
  {
    until: 2000,
    oneSign: 0.35,
    FEMALE: ['雨梦思佳雅晓静文婷雪诗欣若怡美紫嘉丹可玉', '婷雪敏颖倩琪怡洁莹瑶琳蕾慧雯欣丹妮佳娜悦'],
    MALE: ['志子文俊家浩宇天晓鹏嘉泽世博明云建永思佳', '杰超鑫凯宇浩鹏伟涛磊豪文龙帅翔博阳轩睿毅'],
  },
  {
    until: 2010,
    oneSign: 0.15,
    FEMALE: ['雨梦思佳欣子诗雅紫怡若可嘉语心宇婧馨静晨', '涵怡琪萱妍彤悦雯瑶欣颖琳婷蕊菲宁仪畅雪瑞'],
    MALE: ['子宇浩俊天嘉博文泽志明家晨昊睿梓思世佳鑫', '轩杰宇豪睿涛阳航博浩然俊辰毅哲鑫远鹏瑞昊'],
  },
  {
    until: 9999,
    oneSign: 0.08,
    FEMALE: ['梓子雨欣诗一语可思若心沐依芷书婉以佳嘉艺', '涵萱妍彤汐悦琪瑶宁妤桐诺然怡熙菲玥晴霏月'],
    MALE: ['梓子浩宇沐俊一奕嘉泽辰昊博明睿铭思予天瑾', '轩泽辰宸睿霖阳皓然熙博宇航煜昊远诺恒言琛'],
  },
];

/** Names of other nationalities: 土家族 and 苗族 have names like 汉族; those with a middle dot test how departments write it. */
export const minorities = {
  tujiaSurnames: weighted('覃25 向22 田20 彭12 谭12 冉8 李10 张6 邓6 刘5 黄5 牟4'),
  uyghur: {
    MALE: [
      '艾力',
      '买买提',
      '吐尔逊',
      '玉素甫',
      '卡德尔',
      '亚森',
      '阿卜杜拉',
      '努尔',
      '热合曼',
      '依明',
      '吾买尔',
      '艾尼瓦尔',
    ],
    FEMALE: [
      '阿依古丽',
      '古丽娜尔',
      '帕提古丽',
      '热依汗',
      '阿孜古丽',
      '米日古丽',
      '迪丽努尔',
      '吐尔逊古丽',
      '布海丽且',
      '茹仙古丽',
    ],
  },
  tibetan: {
    first: ['扎西', '次仁', '洛桑', '丹增', '格桑', '旦增', '索朗'],
    MALE: ['顿珠', '平措', '多吉', '旺堆', '群培'],
    FEMALE: ['卓玛', '央金', '拉姆', '曲珍', '白玛'],
  },
} as const;

function weighted(text: string): (readonly [string, number])[] {
  return text.split(' ').map((entry) => {
    const [, name = '', weight = ''] = /^(\D+)(\d+)$/.exec(entry) ?? [];
    return [name, Number(weight)];
  });
}
