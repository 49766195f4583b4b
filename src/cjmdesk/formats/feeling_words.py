"""Emoji and words for feelings, with the level each stands for (−5 worst … +5 best).

Words are written as in `lane_words`. Only `cjmdesk.formats.feelings` reads these tables. Words that
people use both ways (surprise, focus) are left out: no level is better than a wrong one.
"""

# ruff: noqa: E501 - phrases stand together by language

EMOJI: dict[float, str] = {
    5: "😍 🤩 🥳 😻 🎉 💯 🥰",
    4: "😀 😁 😃 😄 😆 😊 😂 😎 🤗 ❤ 💖 💪 🚀 😺 😸 👏 💚 🔥",
    3: "🙂 ☺ 😇 👍 😌 😉 ✅ 🟢 😋 🤝 ✨ ⭐",
    1: "🤓 🧐",
    0: "😐 😑 😶 🤷 🟡 😏 🆗 🤖",
    -1: "🤔 😬 😯 😮 🥱 ❓",
    -2: "😕 🙁 😟 😒 🫤 😓 ⚠ 🟠 🥴 😥",
    -3: "☹ 😞 😔 😣 😖 😰 😨 👎 🙄 😩 😫 😧 😦 🔴 ❌ 😠 😤 😵 🤯 😿",
    -4: "😢 😭 😱 💔",
    -5: "😡 🤬 💀 🤮",
}

SMILEYS: dict[float, str] = {
    5: ":D :-D =D",
    3: ":) :-) =) ;) ;-) ^_^",
    0: ":| :-| =|",
    -3: ":( :-( =(",
    -4: ":'( :'-(",
}

WORDS: dict[float, tuple[str, ...]] = {
    5: (
        "delight*, ecstatic, thrilled, overjoyed, amazed, euphori*, peak satisfaction",
        "zachwyt*, zachwyc*, euforia, восторг*, восхищ*, эйфори*, захват, захоплен*, begeister*, euphorie",
        "ravi, ravie, enchanté*, enthousias*, encantado*, encantada*, entusiasm*, eufori*, encantad*, nadšen*",
        "惊喜, 驚喜, 狂喜, 兴奋不已, 大満足, 感動, 最高, 매우 만족, 감동, سعيد جدا, مبهور, נלהב*, מאושר",
    ),
    4: (
        "happy, happiness, joy*, excite*, exciting, proud, pride, love*, great, enthusias*, empower*, pleased, "
        "confident, triumph*, very satisfied, productive, productivity",
        "szczęśliw*, radość, radosn*, dumn*, duma, podekscytow*, entuzja*, bardzo zadowol*, счаст*, радост*, радует*, "
        "гордост*, горд, воодушев*, азарт*, щаслив*, радіс*, гордіс*, glücklich*, freude, freudig, stolz*, froh",
        "heureu*, content*, joie, joyeu*, fier*, fière*, excité*, feliz, felices, alegr*, orgullos*, emocionad*, "
        "felice, gioi*, orgoglios*, entusiast*, animad*, orgulhos*, blij*, trots*, enthousiast*, gelukkig*, "
        "šťastn*, radost*, hrd*, mutlu*, glad, iloinen, boldog*, vui, senang",
        "开心, 開心, 高兴, 高興, 快乐, 快樂, 兴奋, 興奮, 愉快, 喜悦, 自豪, 骄傲, 嬉しい, 喜び, 楽しい, ワクワク, わくわく, 達成感, "
        "満足, 기쁨, 행복, 신남, 설렘, 즐거움, 뿌듯, فرح, سعيد, سعادة, حماس, فخر, متحمس, שמח*, שמחה, גאווה, גאה, התרגשות, "
        "खुश, खुशी, มีความสุข, ดีใจ",
    ),
    3: (
        "satisf*, relie*, trust*, secure, security, comfort*, motivat*, calm, good, positive, hope*, optimis*, "
        "reassur*, appreciat*, peace of mind, safe, inspired, inspiration, accomplish*, loyal*",
        "zadowol*, satysfakcj*, ulga, ulgę, spokój, spokojn*, zaufani*, nadziej*, pewnoś*, pozytywn*, dobrze, "
        "довол*, удовлетвор*, облегчен*, довери*, спокой*, уверенн*, надежд*, позитивн*, хорош*, задовол*, "
        "полегш*, довір*, спок*, впевнен*, наді*",
        "zufrieden*, erleichter*, vertrau*, sicher, sicherheit, ruhig, hoffnung*, positiv*, gut, motiviert, satisfait*, "
        "soulag*, confian*, rassuré*, serein*, espoir, positif, positive, satisfech*, alivi*, confianza, tranquil*, "
        "esperanza, positiv*, soddisfatt*, sollev*, fiduci*, tranquill*, sperat*, satisfeit*, aliviad*, confiança, "
        "esperança, tevreden, opgelucht, vertrouwen, rustig, spokojen*, úlev*, důvěr*, klid*, naděj*, memnun*, nöjd, "
        "lättad, tilfreds, fornøyd, tyytyväinen, helpottu*, elégedett*, hài lòng, puas, yakin, tin tưởng",
        "满意, 滿意, 放心, 安心, 信任, 期待, 轻松, 輕鬆, 踏实, 希望, 建立信任感, 完成交易, ほっと, 信頼, 期待感, 安堵, 만족, 안심, 신뢰, "
        "기대, 안도, 편안, راض, ارتياح, ثقة, مرتاح, أمل, اطمئنان, מרוצה, הקלה, ביטחון, אמון, תקווה, רגוע*, संतुष्ट, พอใจ, มั่นใจ",
    ),
    2: (
        "curio*, interest*, anticipat*, eager*, engaged, intrigued, encouraged, recognition, ownership",
        "ciekaw*, zainteresow*, zaciekaw*, любопыт*, интерес*, заинтересов*, цікав*, зацікавлен*, neugier*, interess*, "
        "gespannt, vorfreude, curieu*, intéress*, curios*, interesad*, interesse, interessad*, nieuwsgierig*, "
        "geïnteresseerd, zvědav*, zájem, merak*, nyfik*, nysgerrig*, utelias*, kíváncsi*, tò mò, penasaran",
        "好奇, 感兴趣, 感興趣, 兴趣, 興味, 好奇心, 関心, 少し上, やや上, 호기심, 관심, 궁금, فضول, فضولي, مهتم, اهتمام, "
        "סקרנות, סקרן, סקרנית, מתעניין, जिज्ञासु, उत्सुक, อยากรู้, สนใจ",
    ),
    0: (
        "neutral*, indifferent, okay, ok, so-so, average, mixed feelings",
        "neutraln*, obojętn*, нейтральн*, равнодуш*, безразлич*, спокойно, байдуж*, gleichgültig*, neutre*, "
        "indifférent*, neutro, neutra, indiferent*, lhostejn*, nötr, tarafsız",
        "中性, 平静, 平靜, 一般, 普通, 中立, 보통, 중립, 무덤덤, محايد, حيادي, ניטרלי*, אדיש*",
    ),
    -2: (
        "confus*, uncertain*, hesitat*, doubt*, skeptic*, sceptic*, unsure, bored, boredom, impatien*, caution, "
        "cautious, overwhelm*, puzzled, wary, fragile",
        "niepewn*, wahani*, wątpliwoś*, zdezorient*, sceptyc*, zniecierpliw*, znudzon*, nud*, zagubion*, "
        "неуверен*, сомнен*, сомнева*, растерян*, скепси*, скептич*, нетерпен*, скук*, скучн*, недовер*, осторожност*, "
        "невпевнен*, сумнів*, розгублен*, нетерпін*",
        "unsicher*, verwirr*, zweifel*, skeptisch*, skepsis, ungeduld*, gelangweilt, zögern, incertain*, incertitude, "
        "hésit*, doute*, confus*, sceptique, impatien*, ennui, perdu*, dud*, insegur*, incertidumbre, confund*, "
        "confusión, escéptic*, impacien*, aburrid*, confus*, dubb*, incert*, scettic*, impazien*, annoi*, insicur*, "
        "dúvida*, hesita*, cétic*, onzeker*, twijfel*, verward*, ongeduld*, sceptisch, nejist*, zmaten*, pochybn*, "
        "váhán*, netrpěliv*, skeptick*, kararsız*, şüphe*, osäker*, usikker*, epävarm*, bizonytalan*, bối rối, bingung, "
        "ragu*",
        "困惑, 疑惑, 犹豫, 猶豫, 不确定, 不確定, 怀疑, 懷疑, 迷茫, 茫然, 纠结, 擔心, 担心, 等待焦慮, 迷い, 戸惑い, 疑問, やや下, "
        "혼란, 의심, 망설임, 불확실, 헷갈림, حيرة, متردد, تردد, شك, ارتباك, مرتبك, בלבול, מבולבל*, ספק, היסוס, חוסר ודאות, "
        "भ्रमित, สับสน, ลังเล",
    ),
    -3: (
        "anxi*, worr*, stress*, nervous*, disappoint*, unhappy, sad, sadness, irritat*, annoy*, dissatisf*, concern*, "
        "tense, negative*, tired, helpless*, afraid, fear*, lost, discourag*, tension",
        "niepok*, zaniepok*, stres*, zestresow*, nerw*, zdenerw*, rozczarow*, smut*, iryt*, zirytow*, niezadowol*, "
        "obaw*, napięci*, lęk, strach, zmęczon*, negatywn*, bezradn*, тревог*, тревож*, беспоко*, волнен*, стресс*, "
        "нервн*, разочарован*, груст*, печал*, раздраж*, недовол*, неудовлетвор*, страх*, напряж*, устал*, негатив*, "
        "тривог*, тривож*, хвилюв*, стрес*, нерв*, розчарув*, сум, сумн*, роздрат*, незадовол*, напруг*",
        "ängstlich, angst, besorgt, sorge*, stress, gestresst, nervös*, enttäusch*, traurig*, genervt, unzufrieden*, "
        "angespannt, negativ*, müde, verärgert, inquiet*, inquiétude, anxie*, stressé*, nerveu*, déçu*, déception, triste*, "
        "agacé*, irrité*, insatisf*, mécontent*, peur, tension, fatigué*, ansied*, ansios*, preocupad*, estrés*, estresad*, "
        "nervios*, decepcion*, triste*, irritad*, insatisfech*, miedo, tens*, cansad*, molest*, ansia, preoccup*, delus*, "
        "irritat*, insoddisf*, paura, stanc*, preocupa*, decepç*, insatisfeit*, medo, estress*, bezorgd*, gespannen, "
        "teleurgesteld*, geïrriteerd*, ontevreden, bang, verdrietig, úzkost*, obav*, stres*, nervóz*, zklam*, smut*, "
        "podrážd*, nespokoj*, strach, endişe*, kaygı*, hayal kırıklığı, üzgün, orolig*, stressad*, besviken, bekymr*, "
        "skuffet, huoli*, pettyny*, aggód*, csalódott*, lo lắng, thất vọng, cemas, khawatir, kecewa",
        "焦虑, 焦慮, 紧张, 緊張, 失望, 难过, 難過, 不满, 不滿, 不安, 烦躁, 煩躁, 沮丧, 沮喪, 郁闷, 尴尬, 怕尷尬, 无助, 無助, 厌烦, 疲惫, "
        "不満, 悲しい, イライラ, がっかり, 焦り, 心配, ストレス, 苛立ち, 불안, 걱정, 실망, 짜증, 스트레스, 초조, 불만, 긴장, "
        "قلق, قلقان, توتر, متوتر, خيبة أمل, محبط, حزن, حزين, خوف, انزعاج, منزعج, חרדה, דאגה, מודאג*, לחץ, מתוח*, אכזבה, "
        "מאוכזב*, עצב, עצוב*, פחד, खिन्न, चिंतित, चिंता, กังวล, ผิดหวัง, เครียด",
    ),
    -4: (
        "frustrat*, upset, despair*, desperat*, panic*, hate*, hatred, distress*, very dissatisfied",
        "sfrustrow*, frustracj*, rozpacz*, panik*, фрустр*, расстро*, отчаян*, паник*, досад*, фрустрац*, відчай, "
        "frust, frustriert*, verzweif*, panik, frustré*, désespoir, désespéré*, panique, frustrad*, frustración, "
        "desesper*, pánico, frustrat*, disper*, panico, frustraç*, desespero, gefrustreerd*, frustratie, wanhoop*, "
        "frustrovan*, frustrac*, zoufal*, hüsran, turhautu*, frusztrált*, bực bội, frustrasi",
        "沮喪, 挫败, 挫敗, 绝望, 崩溃, 崩潰, 恐慌, 挫折, 急降下, 絶望, 좌절, 절망, 답답, 당황, إحباط, يأس, مستاء, תסכול, מתוסכל*, "
        "ייאוש, निराश, หงุดหงิด",
    ),
    -5: (
        "angry, anger, furious, rage, outrag*, enraged, disgust*",
        "zły, zła, złość, wściek*, gniew*, злость, злой, злит*, гнев*, ярост*, бесит*, злість, лють, wütend*, wut, "
        "ärger, verärgert, colère, furieu*, rage, enojad*, enfad*, ira, furios*, rabia, arrabbiat*, rabbia, raiva, "
        "zangad*, boos, woede, woedend, naštvan*, vztek*, zuřiv*, öfke*, kızgın*, arg, ilska, vred, sint, vihai*, dühös*, "
        "tức giận, marah",
        "愤怒, 憤怒, 生气, 生氣, 暴怒, 怒り, 激怒, 最低, 諦め, 분노, 화남, 화가, غضب, غاضب, כעס, כועס*, זעם, क्रोधित, गुस्सा, โกรธ",
    ),
}

NEGATIONS = (
    "not, no, without, isn't, don't, doesn't, never, nothing, nie, bez, brak, не, без, нет, нема, немає, nicht, kein*, "
    "ohne, pas, sans, aucun*, sin, non, senza, sem, não, nao, niet, geen, zonder, ne, bez, není, değil, inte, ikke, "
    "不, 没, 沒, 无法, 無法, ない, なし, 않, 없, لا, ليس, غير, بدون, לא, בלי, אין"
)
"""Beside one of these a feeling word may mean its opposite, so no level is guessed from it."""
