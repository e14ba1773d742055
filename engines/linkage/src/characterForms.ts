/** Traditional or variant form, then the simplified form. One-to-many cases (乾, 瞭, 藉 …) depend on the meaning and are left out. */
const SIMPLIFIED_FORMS = `
並并 亞亚 佈布 佔占 併并 來来 係系 俠侠 倉仓 個个 們们 倖幸 倫伦 偉伟 側侧 偵侦 傑杰 備备 傳传
債债 傷伤 傾倾 僅仅 僑侨 僱雇 儀仪 儁俊 億亿 儉俭 優优 儲储 儼俨 兒儿 內内 兩两 冊册 冪幂 凈净
凍冻 凱凯 則则 剛刚 創创 劃划 劇剧 劉刘 劍剑 劎剑 劑剂 劒剑 勁劲 動动 務务 勛勋 勝胜 勞劳 勢势
勳勋 勵励 勸劝 匯汇 區区 協协 卻却 厲厉 參参 呂吕 員员 唸念 問问 啓启 啟启 喚唤 喪丧 喬乔 單单
嗎吗 嘆叹 嘗尝 噴喷 嚮向 嚴严 囑嘱 囪囱 國国 圍围 園园 圓圆 圖图 團团 執执 堅坚 堯尧 報报 場场
塊块 塗涂 塵尘 墊垫 墜坠 墳坟 壇坛 壓压 壘垒 壞坏 壟垄 壩坝 壯壮 壺壶 壽寿 夠够 夢梦 夥伙 奪夺
奮奋 妝妆 姍姗 姦奸 娛娱 婁娄 婦妇 婭娅 媧娲 媯妫 媽妈 嫋袅 嫵妩 嫺娴 嫻娴 嬈娆 嬋婵 嬌娇 嬙嫱
嬡嫒 嬪嫔 嬰婴 孫孙 學学 孿孪 宮宫 寀采 寢寝 實实 寧宁 審审 寫写 寬宽 寳宝 寵宠 寶宝 將将 專专
尋寻 對对 導导 屆届 屍尸 層层 屬属 岡冈 峯峰 島岛 峽峡 崗岗 崢峥 嵐岚 嵗岁 嶠峤 嶧峄 嶸嵘 嶺岭
嶼屿 嶽岳 巋岿 巒峦 巖岩 帥帅 師师 帳帐 帶带 幀帧 幣币 幫帮 幹干 幾几 庫库 廁厕 廂厢 廈厦 廚厨
廟庙 廠厂 廢废 廣广 廬庐 廳厅 張张 強强 彈弹 彊强 彌弥 彎弯 彙汇 彜彝 彥彦 後后 徑径 從从 復复
徳德 徵征 徹彻 恆恒 恊协 恥耻 悅悦 悶闷 惡恶 惱恼 愛爱 愜惬 愨悫 愷恺 態态 慘惨 慚惭 慣惯 慶庆
憂忧 憐怜 憑凭 憫悯 憲宪 憶忆 懇恳 應应 懌怿 懷怀 戀恋 戰战 戲戏 戶户 戸户 拋抛 挾挟 捨舍 掃扫
掄抡 掛挂 採采 揀拣 揚扬 換换 揮挥 損损 搖摇 搶抢 摯挚 撈捞 撐撑 撓挠 撥拨 撫抚 撲扑 撿捡 擁拥
擇择 擊击 擋挡 擔担 據据 擬拟 擴扩 擺摆 擾扰 攏拢 攔拦 攜携 攝摄 攤摊 敗败 敘叙 敵敌 數数 斂敛
斃毙 斕斓 斬斩 斷断 於于 昇升 時时 晉晋 晝昼 暉晖 暐𬀩 暘旸 暢畅 暫暂 曄晔 曆历 曇昙 曉晓
曠旷 曬晒 書书 會会 東东 栢柏 桿杆 條条 棄弃 棗枣 棟栋 棧栈 棲栖 椏桠 楊杨 楓枫 楨桢 業业 極极
榮荣 榿桤 構构 槍枪 槳桨 樁桩 樂乐 樅枞 樓楼 標标 樞枢 樣样 樸朴 樹树 橈桡 橋桥 機机 橫横 檔档
檜桧 檢检 檯台 檳槟 檸柠 櫃柜 櫚榈 櫟栎 櫥橱 櫻樱 欄栏 權权 欒栾 歐欧 歡欢 歲岁 歷历 歸归 殘残
殺杀 毀毁 氣气 氫氢 氬氩 決决 沖冲 況况 洩泄 涇泾 涼凉 淚泪 淥渌 淨净 淩凌 淪沦 淵渊 淶涞 淺浅
渦涡 測测 渾浑 湊凑 湧涌 湯汤 溝沟 溫温 溼湿 滄沧 滅灭 滌涤 滬沪 滯滞 滲渗 滸浒 滿满 漁渔 漢汉
漣涟 漵溆 漸渐 漿浆 潁颍 潑泼 潔洁 潛潜 潤润 潯浔 澆浇 澐沄 澗涧 澤泽 澱淀 濁浊 濃浓 濕湿 濟济
濤涛 濰潍 濱滨 濾滤 瀅滢 瀋沈 瀏浏 瀘泸 瀝沥 瀟潇 瀠潆 瀾澜 灃沣 灑洒 灘滩 灝灏 灣湾 灤滦 為为
烏乌 無无 煉炼 煒炜 煙烟 煥焕 煬炀 熒荧 熱热 燁烨 燈灯 燉炖 燒烧 營营 燦灿 燭烛 燻熏 燾焘 爍烁
爐炉 爛烂 爭争 爲为 爺爷 爾尔 牆墙 牽牵 犧牺 狀状 猶犹 獄狱 獅狮 獎奖 獨独 獲获 獵猎 獻献 玨珏
現现 琱雕 琺珐 琿珲 瑋玮 瑣琐 瑤瑶 瑩莹 瑪玛 璉琏 璡琎 璣玑 璦瑷 環环 璵玙 璽玺 璿璇 瓊琼 瓏珑
瓔璎 產产 畝亩 畢毕 畫画 異异 當当 疊叠 瘋疯 療疗 癒愈 癡痴 發发 皚皑 皺皱 盃杯 盜盗 盞盏 盡尽
監监 盤盘 盧卢 眾众 睜睁 瞞瞒 矚瞩 矯矫 碩硕 確确 碼码 磚砖 磵涧 礎础 礦矿 礪砺 礫砾 祿禄 禍祸
禎祯 禦御 禪禅 禮礼 稅税 種种 稱称 穀谷 穌稣 積积 穎颖 穠秾 穩稳 穫获 窮穷 窯窑 竄窜 竇窦 竝并
竪竖 競竞 筆笔 筍笋 節节 範范 築筑 簡简 簽签 籃篮 籌筹 籤签 籬篱 籮箩 粵粤 糧粮 紀纪 約约 紅红
紋纹 納纳 紐纽 純纯 紗纱 紘纮 紙纸 級级 紛纷 紡纺 細细 紳绅 終终 絃弦 組组 結结 絕绝 絡络 絢绚
給给 絨绒 統统 絲丝 絹绢 綉绣 綏绥 經经 綜综 綠绿 綢绸 維维 綱纲 網网 綵彩 綸纶 綺绮 綻绽 綽绰
綾绫 綿绵 緊紧 緋绯 緐繁 緒绪 緗缃 線线 締缔 緣缘 編编 緩缓 緯纬 練练 緻致 縈萦 縉缙 縝缜 縣县
縱纵 縷缕 總总 績绩 繆缪 織织 繡绣 繩绳 繪绘 繫系 繹绎 繼继 繽缤 續续 纓缨 纖纤 纘缵 纜缆 羅罗
羣群 羨羡 義义 習习 翹翘 聖圣 聞闻 聯联 聰聪 聲声 聳耸 職职 聽听 肅肃 脩修 腦脑 腳脚 膚肤 膽胆
臉脸 臘腊 臨临 臺台 與与 興兴 舉举 舊旧 艙舱 艦舰 艱艰 艶艳 艷艳 芻刍 莊庄 莖茎 華华 萊莱 萬万
葉叶 葒荭 葦苇 蒐搜 蒔莳 蒼苍 蓀荪 蓆席 蓋盖 蓮莲 蓯苁 蓽荜 蔔卜 蔞蒌 蔣蒋 蔥葱 蔭荫 蕎荞 蕒荬
蕓芸 蕩荡 蕪芜 蕭萧 薈荟 薊蓟 薌芗 薑姜 薔蔷 薩萨 薺荠 藍蓝 藎荩 藝艺 藥药 藹蔼 藺蔺 蘄蕲 蘆芦
蘇苏 蘊蕴 蘋苹 蘢茏 蘭兰 蘿萝 處处 虛虚 號号 虧亏 蝦虾 螢萤 蟲虫 蠶蚕 蠻蛮 衆众 術术 衛卫 衝冲
裏里 補补 裝装 裡里 製制 複复 襪袜 襯衬 見见 規规 覓觅 視视 親亲 覺觉 覽览 觀观 觸触 訂订 訊讯
訓训 記记 訥讷 訪访 設设 許许 詔诏 評评 詞词 詠咏 詢询 試试 詩诗 詮诠 話话 詳详 誌志 誕诞 語语
誠诚 誦诵 說说 課课 誼谊 調调 諄谆 談谈 請请 諒谅 論论 諦谛 諧谐 諭谕 諸诸 諺谚 諾诺 謀谋 謐谧
謙谦 講讲 謝谢 謨谟 謹谨 證证 識识 譚谭 譜谱 譞𫍽 譯译 議议 護护 譽誉 讀读 變变 讓让 讚赞
豈岂 豎竖 豐丰 豔艳 貓猫 貝贝 貞贞 負负 財财 貢贡 貨货 貫贯 責责 貴贵 買买 費费 貿贸 賀贺 賁贲
資资 賈贾 賓宾 賚赉 賜赐 賞赏 賡赓 賢贤 賣卖 賦赋 質质 賬账 賴赖 賽赛 贄贽 贇赟 贈赠 贊赞 贏赢
贛赣 趙赵 趨趋 蹤踪 躋跻 躍跃 軀躯 車车 軍军 軒轩 軟软 軻轲 軼轶 較较 載载 輔辅 輕轻 輝辉 輪轮
輯辑 輸输 輿舆 轅辕 轉转 轍辙 轟轰 辦办 辭辞 農农 迴回 逕径 這这 連连 進进 逺远 遊游 運运 過过
達达 遙遥 遜逊 遠远 適适 遲迟 選选 遼辽 邁迈 還还 邊边 郟郏 郵邮 鄉乡 鄒邹 鄔邬 鄖郧 鄧邓 鄭郑
鄰邻 鄲郸 鄺邝 醫医 醬酱 釀酿 釋释 釗钊 針针 釧钏 鈕钮 鈞钧 鈦钛 鈴铃 鈺钰 鉅钜 鉆钻 鉉铉 鉛铅
銀银 銅铜 銑铣 銓铨 銘铭 銳锐 鋐𬭎 鋒锋 鋭锐 鋮铖 鋼钢 錄录 錕锟 錚铮 錢钱 錦锦 錫锡 鍇锴
鍋锅 鍵键 鍾钟 鎔镕 鎖锁 鎧铠 鎬镐 鎮镇 鏗铿 鏘锵 鏞镛 鏡镜 鏢镖 鐘钟 鐵铁 鐸铎 鑄铸 鑑鉴 鑒鉴
鑠铄 鑰钥 鑲镶 鑽钻 鑾銮 長长 門门 閃闪 閆闫 開开 閏闰 閒闲 間间 閔闵 閣阁 閩闽 閱阅 閻阎 闊阔
闕阙 闖闯 關关 闡阐 陞升 陰阴 陳陈 陸陆 陽阳 隊队 階阶 際际 隨随 險险 隱隐 隴陇 隸隶 雋隽 雙双
雜杂 離离 難难 雲云 電电 霧雾 霽霁 靈灵 靚靓 靜静 靦腼 鞏巩 韋韦 韌韧 韓韩 韜韬 響响 頁页 頂顶
項项 順顺 頌颂 頎颀 預预 頓顿 領领 頡颉 頤颐 頭头 頻频 題题 額额 顏颜 願愿 類类 顥颢 顧顾 顯显
風风 飄飘 飛飞 飢饥 飯饭 飲饮 飾饰 餃饺 餅饼 養养 餘余 館馆 饋馈 饒饶 馬马 馭驭 馮冯 馳驰 馴驯
駐驻 駒驹 駕驾 駱骆 駿骏 騁骋 騎骑 騏骐 騫骞 騰腾 驄骢 驊骅 驍骁 驕骄 驗验 驚惊 驥骥 髮发 鬆松
鬥斗 鬧闹 鬱郁 魚鱼 魯鲁 鮑鲍 鮮鲜 鯉鲤 鯤鲲 鯨鲸 鰲鳌 鱗鳞 鳥鸟 鳳凤 鳴鸣 鳶鸢 鴛鸳 鴦鸯 鴻鸿
鵑鹃 鵝鹅 鵬鹏 鶯莺 鶴鹤 鷗鸥 鷹鹰 鷺鹭 鸞鸾 鹹咸 鹽盐 麗丽 麥麦 麵面 麼么 黃黄 點点 黨党 鼇鳌
齊齐 齋斋 齒齿 齡龄 龍龙 龐庞 龔龚 龜龟
`;

/**
 * Characters that registers keep apart but clerks write for one another: forms of the scheme of 1977 that was withdrawn
 * in 1986 (付 for 傅), registered variants (喆 for 哲), look-alikes (佘 for 余). They make names alike, not equal.
 */
const LOOSE_FORMS = `
付傅 闫阎 肖萧 代戴 兰蓝 芦卢 邱丘 佘余 迖达 甯宁 寗宁 悳德 澂澄 濬浚 琍丽 甦苏 叡睿 喆哲 堃坤 祐佑 邨村 仝同 犇奔 姪侄
母毋 己巳 已巳 戌戍 戊戍 晞唏 钖锡 岺岑 拴栓 彬斌 玢斌 旻旼
`;

const tableOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/u)
      .map((pair) => {
        const [from = '', to = ''] = pair;
        return [from, to] as const;
      }),
  );

/** A text without any of the table's signs, which most are, is given back untouched. */
const replacer = (table: ReadonlyMap<string, string>): ((text: string) => string) => {
  const any = new RegExp(`[${[...table.keys()].join('')}]`, 'u');
  return (text) => {
    if (!any.test(text)) return text;
    let changed = '';
    for (const character of text) changed += table.get(character) ?? character;
    return changed;
  };
};

const simplifiedUnits = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
for (const [from, to] of tableOf(SIMPLIFIED_FORMS)) simplifiedUnits[from.charCodeAt(0)] = to.charCodeAt(0);

/** The same as `simplify`, for one UTF-16 unit. */
export const simplifiedUnit = (unit: number): number => simplifiedUnits[unit] ?? unit;

/** Text with traditional and variant characters in their simplified form. */
export const simplify: (text: string) => string = replacer(tableOf(SIMPLIFIED_FORMS));

/** Simplified text with characters that clerks confuse brought to one form: a key for alikeness, not a name. */
export const loosen: (text: string) => string = replacer(tableOf(LOOSE_FORMS));
