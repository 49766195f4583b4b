"""Words that say what a table's rows and columns are, in many languages.

Written as in `lane_words`: phrases separated by commas, `*` for an ending, one text per language
family. Only `cjmdesk.formats.words` reads these tables.
"""

# ruff: noqa: E501 - phrases stand together by language

STAGE_AXIS = (
    "stage*, phase*, step*, journey stage*, journey phase*, moment, moments, chapter",
    "etap, etapy, etapów, faza, fazy, krok, kroki",
    "этап, этапы, этапа, стадия, стадии, фаза, фазы, шаг, шаги",
    "етап, етапи, стадія, фаза, фази, крок, кроки",
    "phase*, stufe*, schritt*, etappe*, abschnitt*, kundenphase*, journeyphase*",
    "étape*, etape*, phase*, stade*",
    "etapa*, fase*, paso, pasos, momento*",
    "fase, fasi, tappa, tappe, passaggio, passaggi, passo",
    "fáze, etapa, etapy, krok, kroky, stádium",
    "fas, faser, steg, skede*, fase, faser, trin, steg, vaihe, vaiheet, szakasz*, fázis*, lépés*, etap*, "
    "etapă, etape, pași, στάδι*, φάσ*, βήμα*, етап*, aşama*, aşamalar, evre*, adım*",
    "etapp*, faas, faasid, posms, posmi, etaps, etapi, etapas, etapai, stopnja, stopnje, корак, кораци, fases, "
    "giai đoạn, bước, tahap*, fase, langkah, ขั้นตอน, ระยะ, चरण, मरहला, مرحله, مراحل, گام",
    "مرحلة, مراحل, المرحلة, المراحل, خطوة, خطوات",
    "שלב, שלבים, שלבי",
    "阶段, 階段, 步骤, 步驟, 环节, 環節, ステージ, フェーズ, ステップ, 段階, 단계, 스테이지",
)
"""What names the axis of stages."""

STEP_AXIS = (
    "step, steps, substep*, sub-step*, substage*, sub-stage*, sub stage*, microstep*",
    "krok, kroki, podetap*, podkrok*",
    "шаг, шаги, подэтап*, подшаг*, крок, кроки, підетап*",
    "schritt, schritte, teilschritt*, unterschritt*, sous-étape*, sous étape*, paso, pasos, subetapa*, subfase*",
    "passaggio, passaggi, passo, passos, stap, stappen, krok, kroky, steg, trin, askel, adım, adımlar, lépés*",
    "步骤, 步驟, 子阶段, 子階段, ステップ, 단계별 스텝, 스텝, 세부 단계, 세부단계, خطوة, خطوات, צעד, צעדים, תת-שלב",
)
"""What names a second heading below the stages."""

LANE_AXIS = (
    "dimension*, category, categories, aspect*, layer*, element*, lane*, row*, area*, criteri*, factor*, attribute*, "
    "item, items, component*, section*, field*, topic*, swimlane*, element of journey, perspective*",
    "wymiar*, kategori*, aspekt*, warstw*, element*, obszar*, tor, tory, pole",
    "измерени*, категори*, аспект*, слой, слои, элемент*, область, дорожк*, параметр*, раздел*, критери*, показатель",
    "вимір*, категорі*, аспект*, шар, елемент*, доріжк*, параметр*, розділ*",
    "dimension*, kategorie*, aspekt*, ebene*, element*, bereich*, kriterium, merkmal*, feld",
    "dimension*, catégorie*, aspect*, couche*, élément*, axe, axes, volet*, rubrique*",
    "dimensi*, categoría*, categoria*, aspecto*, capa*, elemento*, área*, dimensão, campo*, dimension*, categori*, "
    "aspett*, livell*",
    "dimensie*, categorie*, aspect*, laag, lagen, onderdeel, rozměr*, kategorie, aspekt*, vrstv*, oblast*, boyut*, "
    "kategori*, unsur*",
    "维度, 維度, 类别, 類別, 分类, 分類, 层面, 項目, 项目, 要素, 観点, カテゴリ, カテゴリー, レイヤー, 구분, 항목, 차원, 카테고리, 요소",
    "بعد, البعد, فئة, الفئة, عنصر, العنصر, جانب, الجانب, ממד, מימד, קטגוריה, היבט, רכיב, תחום",
)
"""What names the axis of lanes."""

STAGES = (
    "awareness, aware, consideration, consider, decision, decide, purchase, buy, buying, retention, advocacy, "
    "onboarding, discovery, discover, research, search, compare, comparison, evaluation, acquisition, activation, "
    "adoption, loyalty, delivery, payment, checkout, use, usage, first use, return, renewal, renew, support, "
    "engagement, post-purchase, after-sales, inspiration, order, booking, arrival, departure, registration, "
    "sign up, signup, before, during, after, pre-visit, visit, post-visit, exit, off-boarding",
    "świadomość, rozważanie, decyzja, zakup, utrzymanie, polecanie, rejestracja, dostawa, płatność, odkrycie, "
    "porównanie, wybór, użytkowanie, obsługa, lojalność, przed, w trakcie, po zakupie, rzecznictwo, zamówienie",
    "осознание*, осведомлен*, рассмотрение, решение о покупке, покупка, удержание, рекомендация, регистрация, "
    "доставка, оплата, поиск, выбор, сравнение, использование, лояльность, адвокация, заказ, онбординг, возврат, "
    "знакомство, оформление заказа, получение",
    "усвідомлення, обізнаність, розгляд, рішення про купівлю, купівля, утримання, покупка, доставка, оплата, пошук, "
    "вибір, порівняння, використання, лояльність, реєстрація, замовлення, адвокація",
    "bewusstsein, aufmerksamkeit, überlegung, erwägung, entscheidung, kauf, bindung, kundenbindung, empfehlung, "
    "information, bestellung, lieferung, nutzung, service, loyalität, vergleich, recherche, anmeldung, bezahlung, "
    "nachkauf, vor dem kauf, nach dem kauf, entdeckung, inspiration",
    "découverte, prise de conscience, considération, décision, achat, fidélisation, recommandation, livraison, "
    "réservation, utilisation, paiement, recherche, comparaison, évaluation, après-vente, inscription, notoriété",
    "descubrimiento, conciencia, conocimiento, consideración, decisión, compra, retención, fidelización, "
    "recomendación, entrega, pago, uso, búsqueda, registro, postventa, evaluación",
    "scoperta, consapevolezza, considerazione, decisione, acquisto, fidelizzazione, consegna, pagamento, uso, "
    "utilizzo, ricerca, post-acquisto, valutazione, ordine",
    "descoberta, conscientização, consciência, consideração, decisão, compra, retenção, fidelização, defesa, entrega, "
    "pagamento, uso, pesquisa, cadastro, pós-venda, pós-compra",
    "bewustwording, bewustzijn, overweging, beslissing, aankoop, behoud, loyaliteit, aanbeveling, levering, betaling, "
    "gebruik, oriëntatie, oriënteren, vergelijken, bestellen, kopen",
    "povědomí, zvažování, rozhodnutí, nákup, udržení, doporučení, dodání, platba, používání, objednávka, loajalita, "
    "výběr, registrace",
    "认知, 認知, 考虑, 考慮, 决策, 決策, 购买, 購買, 留存, 推荐, 推薦, 发现, 了解, 比较, 使用, 售后, 售後, 忠诚, 复购, 搜索, 下单, "
    "支付, 注册, 興味, 比較, 検討, 購入, 利用, 継続, 共有, リピート, 認知・興味, 推奨, 申し込み, 情報収集",
    "인지, 고려, 결정, 구매, 유지, 추천, 탐색, 비교, 사용, 주문, 배송, 가입, 재구매, 충성, 옹호",
    "الوعي, وعي, التفكير, الاعتبار, القرار, الشراء, الاحتفاظ, التوصية, الولاء, الاكتشاف, البحث, الدفع, التوصيل, "
    "التسجيل, الاستخدام, ما بعد الشراء, المقارنة",
    "מודעות, שקילה, החלטה, רכישה, שימור, המלצה, נאמנות, גילוי, חיפוש, תשלום, משלוח, שימוש, הרשמה, השוואה, קנייה",
    "farkındalık, değerlendirme, satın alma, sadakat, savunuculuk, medvetenhet, övervägande, köp, lojalitet, "
    "tietoisuus, harkinta, osto, ostaminen, käyttö, tudatosság, megfontolás, vásárlás, conștientizare, cumpărare, "
    "nhận thức, cân nhắc, mua hàng, quyết định, kesadaran, pertimbangan, pembelian, การรับรู้, การพิจารณา, การซื้อ, "
    "जागरूकता, विचार करना, खरीद",
)
"""Usual names of stages: they tell stages from lanes where both could be meant."""

NUMBERING = (
    "#, №, no, no., nr, nr., n°, nº, num, number, lp, lp., l.p., п/п, № п/п, номер, id, idx, index, order, "
    "nummer, numéro, numero, número, pořadí, č., 序号, 序號, 编号, 編號, 番号, 순번, 번호, رقم, الرقم, מס', מספר, step, step #, "
    "step no, step no., step number, krok, шаг, schritt",
)
"""Heads of columns that only count the rows; their values must be figures as well."""

PERSONA = (
    "persona, personas, actor*, who, role, roles, user type, customer segment, segment, participant*",
    "persony, aktor, aktorzy, kto, rola, uczestnik*",
    "персона, персоны, персонаж*, актор*, актёр*, кто, роль, роли, сегмент, исполнител*",
    "персони, актор*, хто, роль, ролі",
    "akteur*, rolle*, wer, beteiligte",
    "acteur*, rôle*, qui",
    "actor*, rol, quién, quien, ator, atores, papel, quem, attore, attori, ruolo, chi",
    "acteur*, rol, wie, aktér*, role, kdo",
    "角色, 人物, 用户画像, 执行者, 參與者, 谁, アクター, 登場人物, ペルソナ, 役割, 顧客像, 누구, 페르소나, 역할, 행위자",
    "شخصية, الشخصية, دور, الدور, الفاعل, فاعل, פרסונה, דמות, תפקיד, שחקן, מי",
)
"""Heads of a column, or labels of a line, that name who it is about."""

CUSTOMER = (
    "customer, customers, user, users, client, clients, guest, patient, passenger, student, visitor, buyer, klient, "
    "klienci, użytkownik, клиент, клиенты, пользователь, покупатель, клієнт, користувач, kunde, kunden, nutzer, "
    "utilisateur, cliente, clientes, usuario, usuário, utente, klant, gebruiker, zákazník, uživatel, müşteri, "
    "客户, 客戶, 用户, 用戶, 顧客, ユーザー, お客様, 고객, 사용자, العميل, الزبون, לקוח, הלקוח, משתמש",
)
"""Titles of a lane that only say who acts in it: the customer."""

TITLE = (
    "title, map, journey, journey name, tytuł, mapa, название, карта, назва, titel, titre, título, titolo, "
    "název, 标题, 標題, タイトル, 제목, عنوان, العنوان, כותרת",
)
SCENARIO = (
    "scenario, scenariusz, сценарий, сценарій, szenario, scénario, escenario, cenário, scenář, 场景描述, 情境, 场景, "
    "シナリオ, 시나리오, سيناريو, السيناريو, תרחיש, description, opis, описание, опис, beschreibung, "
    "descripción, descrizione, descrição, beschrijving",
)
GOAL = (
    "goal, goals, objective, objectives, journey goal, customer goal, cel, cel klienta, цель, цель клиента, мета, ціль, ziel, objectif, objetivo, "
    "obiettivo, doel, cíl, 目标, 目標, ゴール, 목표, هدف, الهدف, מטרה",
)
VERSION = (
    "version, wersja, версия, версія, versión, versione, versão, versie, verze, 版本, バージョン, 버전, إصدار, גרסה",
)

TOTAL = (
    "total, totals, sum, grand total, subtotal, average, mean, overall, suma, razem, łącznie, ogółem, średnia, średnio, "
    "итого, всего, сумма, среднее, итог, разом, усього, всього, сума, середнє, gesamt, summe, insgesamt, durchschnitt, "
    "totaal, gemiddelde, somme, moyenne, totale, somma, media, total geral, média, promedio, celkem, součet, průměr, "
    "toplam, ortalama, summa, yhteensä, összesen, σύνολο, общо, tổng, tổng cộng, jumlah, รวม, कुल, 合计, 合計, 总计, 總計, 小计, "
    '平均, 합계, 총계, 평균, المجموع, الإجمالي, المتوسط, مجموع, סה״כ, סה"כ, סך הכל, ממוצע',
)
"""Heads of a row or column that sums up the others; its cells must be figures as well."""

NAME = (
    "name, full name, imię, imię i nazwisko, nazwa, имя, фио, ім'я, nom, prénom, nombre, nome, naam, jméno, namn, navn, "
    "név, nimi, isim, ad, όνομα, tên, nama, ชื่อ, नाम, 姓名, 名字, 名前, 氏名, 이름, الاسم, נאם, שם, نام",
)
"""The label of a persona's name."""

NOTE = (
    "note, notes, notatka, notatki, uwagi, заметка, заметки, примечание, примечания, примітка, комментарий, "
    "notiz, notizen, bemerkung, remarque, nota, notas, opmerking, poznámka, comment, comments, 备注, 備註, 備考, 비고, "
    "ملاحظة, ملاحظات, הערה, הערות",
)

TEXT = (
    "text, card, note, detail, details, description, content, value, treść, tekst, karta, opis, текст, карточка, "
    "содержание, описание, детали, inhalt, beschreibung, texte, contenu, texto, contenido, testo, contenuto, "
    "conteúdo, tekst, inhoud, obsah, 内容, 內容, 描述, 詳細, 내용, نص, النص, المحتوى, טקסט, תוכן",
)
"""Heads of the column that holds the words of a long list."""

EVENT_LOG = (
    "timestamp, time stamp, datetime, event, event id, event name, event type, user id, userid, user_id, session, "
    "session id, session_id, case id, case_id, caseid, trace, uuid, ip, ip address, user agent, referrer, created at, "
    "created_at, updated_at, occurred at, log level",
)
SHAPE_LIST = (
    "shape library, shape id, shape, shape type, shape text, line source, line destination, source arrow, "
    "destination arrow, contained by, page id, text area 1, x, y, width, height, fill, stroke, master, parent id, "
    "position x, position y, x position, y position",
)
"""Heads by which a table that is not a map gives itself away."""

FILLERS = (
    "customer, customers, customer's, user, users, user's, client, clients, key, main, top, our, the, of, a, an, their, "
    "for, in, per, related, level, potential, product, possible, desired",
    "klienta, klientów, użytkownika, kluczowe, główne, nasze, клиента, клиентов, пользователя, пользователей, ключевые, "
    "основная, основные, наши, клієнта, користувача, продукта",
    "der, die, das, des, kunden, kunde, nutzer, du, de, des, la, le, les, l, d, client, clients, utilisateur, del, el, "
    "los, las, cliente, clientes, usuario, do, da, dos, usuário, di, dell, utente, van, klant, zákazníka, "
    "müşteri, khách hàng, của, pelanggan, pengguna, asiakkaan, kundens",
    "客户, 客戶, 用户, 用戶, 顾客, 顧客, ユーザー, ユーザ, お客様, 의, 고객, 사용자, العميل, المستخدم, הלקוח, לקוח, המשתמש",
)
"""Words beside a lane word that change nothing about what it means."""
