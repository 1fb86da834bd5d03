"""Arabic for the starter pages, by the English string as wagtail-localize keeps it.

A draft: a speaker has yet to check it, and the pages say so to their readers. Names of organisations and of the
report stay in Latin script, so that people find them under the name that stands on the door.
"""

TRANSLATIONS: dict[str, str] = {
    # Topics and venue
    "Skills": "مهارات",
    "Learning to host, to listen and to work together.": "نتعلّم كيف ندير اللقاءات وكيف نستمع ونعمل معًا.",
    "Money and sharing": "المال والمشاركة",
    "Who pays, who is paid, and what people share.": "من يدفع، ومن يُدفع له، وماذا يتشارك الناس.",
    "Ask us how to get there. We can meet you on the way.": "اسألنا كيف تصل. يمكننا أن نلتقي بك في الطريق.",
    "We have not checked this yet. Ask us before you come.": "لم نتحقق من هذا بعد. اسألنا قبل أن تأتي.",
    # Home
    "Southampton Coproduction Corner": "ركن الإنتاج المشترك في ساوثهامبتون",
    "This is called coproduction. It means working together as equals. You can join in at any time, and you do not "
    "need to know anything first.": (
        "نسمّي هذا «الإنتاج المشترك». ومعناه أن نعمل معًا على قدم المساواة. "
        "يمكنك الانضمام في أي وقت، ولا تحتاج إلى معرفة أي شيء مسبقًا."
    ),
    "Welcome. Here, people in Southampton plan and decide together.": (
        "أهلًا بكم. هنا يخطط الناس في ساوثهامبتون ويقررون معًا."
    ),
    "A network of people who plan and decide together, as equals.": (
        "شبكة من الناس يخططون ويقررون معًا على قدم المساواة."
    ),
    "Coproduction is too important not to invest in.": "الإنتاج المشترك أهم من أن نبخل عليه.",
    "From our report, “Making Coproduction Meaningful”, 2024": "من تقريرنا «Making Coproduction Meaningful»، 2024",
    "About 85 people took part in the talks behind that report. Come to an event, write to us, or ask to help host.": (
        "شارك نحو 85 شخصًا في اللقاءات التي قام عليها ذلك التقرير. "
        "احضر فعالية، أو اكتب إلينا، أو اسأل كيف تساعد في الاستضافة."
    ),
    "Started in 2023 by Southampton Voluntary Services, with the University of Southampton and many local groups.": (
        "بدأت الشبكة عام 2023 بمبادرة من Southampton Voluntary Services، "
        "مع University of Southampton ومجموعات محلية كثيرة."
    ),
    # Lists and contacts
    "Come to something": "احضر إحدى الفعاليات",
    "Every event has breaks. Every page says what you get, what will happen, and what the place is like.": (
        "في كل فعالية استراحات. وتقول لك كل صفحة ماذا تحصل عليه، وماذا سيحدث، وكيف هو المكان."
    ),
    "Techniques": "أساليب العمل",
    "Ways to work together, step by step. Each one has a quiet way to take part.": (
        "طرق للعمل معًا، خطوة بخطوة. وفي كل منها طريقة هادئة للمشاركة."
    ),
    "People": "الناس",
    "Find somebody to ask. We list people by their names, not by how important their jobs are.": (
        "ابحث عن شخص تسأله. نرتّب الناس حسب أسمائهم، لا حسب أهمية وظائفهم."
    ),
    "Do you need help with something? Write to us or ring us. We find the right person for you.": (
        "هل تحتاج إلى مساعدة؟ اكتب إلينا أو اتصل بنا. سنجد لك الشخص المناسب."
    ),
    "When we answer": "متى نجيب",
    "We answer within three working days. If you need a reply sooner, please ring us.": (
        "نجيب خلال ثلاثة أيام عمل. إذا احتجت إلى جواب أسرع فاتصل بنا."
    ),
    "Do you want to be on this page?": "هل تريد أن تظهر في هذه الصفحة؟",
    "Tell us your name and what you can help with. You choose what we show. We take it off again when you ask.": (
        "أخبرنا باسمك وبما يمكنك أن تساعد فيه. أنت تختار ما نعرضه، ونحذفه متى طلبت ذلك."
    ),
    # Technique: world café
    "World café": "المقهى العالمي: حوار حول طاولات صغيرة",
    "A drawing of four round tables with people’s seats in different colours.": (
        "رسم لأربع طاولات مستديرة حولها مقاعد بألوان مختلفة."
    ),
    "People talk at small tables. After a while they move to another table. Ideas travel with them.": (
        "يتحدث الناس حول طاولات صغيرة. وبعد مدة ينتقلون إلى طاولة أخرى، وتنتقل الأفكار معهم."
    ),
    "Many people talk in a short time, and quiet people are heard.": (
        "يتحدث كثير من الناس في وقت قصير، ويُسمع صوت من يتكلمون قليلًا."
    ),
    "You have a big group and one good question.": "لديك مجموعة كبيرة وسؤال جيد واحد.",
    "The topic hurts, or people do not feel safe with each other yet.": (
        "الموضوع مؤلم، أو لا يشعر الناس بالأمان بعضهم مع بعض بعد."
    ),
    "Come and talk about one question at small tables. There is tea and cake. You can draw or write too.": (
        "تعال نتحدث عن سؤال واحد حول طاولات صغيرة. هناك شاي وكعك. ويمكنك أيضًا أن ترسم أو تكتب."
    ),
    "One big room with small tables. Leave wide paths between them. You need a calm room next door.": (
        "قاعة كبيرة فيها طاولات صغيرة. اترك بينها ممرات واسعة. وتحتاج إلى غرفة هادئة بجانبها."
    ),
    "Paper to cover the tables, pens, tea, and a bell that is not too loud.": (
        "ورق يغطي الطاولات، وأقلام، وشاي، وجرس صوته غير عالٍ."
    ),
    "One person leads the day. Each table has one host who stays there.": (
        "شخص واحد يدير اليوم. ولكل طاولة مضيف يبقى عندها."
    ),
    "Welcome": "الترحيب",
    "Say hello to each person. Explain the day. Show the calm room.": (
        "رحّب بكل شخص. اشرح برنامج اليوم. دلّ الناس على الغرفة الهادئة."
    ),
    "How it works": "كيف نعمل",
    "Each table has one question and one host. The host stays. Everyone else moves.": (
        "لكل طاولة سؤال واحد ومضيف واحد. يبقى المضيف في مكانه، وينتقل الآخرون."
    ),
    "First round": "الجولة الأولى",
    "Talk about the question. Write or draw on the paper.": "تحدثوا عن السؤال. اكتبوا أو ارسموا على الورق.",
    "Second round": "الجولة الثانية",
    "Move to a new table. The host tells you what was said before.": (
        "انتقلوا إلى طاولة جديدة. يخبركم المضيف بما قيل قبلكم."
    ),
    "Break": "استراحة",
    "Have some tea. Nobody has to talk.": "وقت لشرب الشاي. لا أحد مضطر إلى الكلام.",
    "Third round": "الجولة الثالثة",
    "Move once more. Look for what is the same on all tables.": ("انتقلوا مرة أخرى. ابحثوا عمّا يتكرر على كل الطاولات."),
    "What we found": "ماذا وجدنا",
    "Read all the papers together. Agree on three things. Say who does what.": (
        "اقرؤوا كل الأوراق معًا. اتفقوا على ثلاثة أشياء. حدّدوا من يفعل ماذا."
    ),
    "Keep one table for writing and drawing only. Nobody talks there, and you can stay for all rounds. The host reads "
    "out what people wrote, without names.": (
        "خصّص طاولة للكتابة والرسم فقط. لا أحد يتكلم عندها، ويمكن البقاء فيها طوال الجولات. "
        "يقرأ المضيف ما كتبه الناس بصوت مسموع، من دون ذكر الأسماء."
    ),
    "Use a big clear font for the questions.": "اكتب الأسئلة بخط كبير وواضح.",
    "Bring each round to people who do not want to move.": "من لا يريد أن ينتقل، تأتي إليه كل جولة في مكانه.",
    "Put a real question on each table. Try: “What would make you come back?”": (
        "ضع على كل طاولة سؤالًا حقيقيًا. مثلًا: «ما الذي يجعلك تأتي مرة أخرى؟»"
    ),
    "Ask people who live with the topic to be hosts.": "اطلب من أشخاص يعيشون الموضوع أن يكونوا مضيفين.",
    "Show hosts what to do the day before.": "قبل اللقاء بيوم، بيّن للمضيفين ما عليهم فعله.",
    "The report names this technique. The steps here are our own simple version.": (
        "يذكر التقرير هذا الأسلوب. أما الخطوات هنا فهي نسختنا البسيطة."
    ),
    "Other people do it in other ways. Ask the network how they do it.": (
        "يعمل به آخرون بطرق أخرى. اسأل أعضاء الشبكة كيف يفعلون ذلك."
    ),
    "One person talks all the time": "شخص واحد يتكلم طوال الوقت",
    "Pass an object round. Only the person who holds it talks.": ("مرّروا شيئًا من يد إلى يد. لا يتكلم إلا من يمسكه."),
    "It gets loud": "يصبح المكان صاخبًا",
    "Use fewer tables or two rooms. Show people the calm room.": (
        "استخدم طاولات أقل أو غرفتين. دلّ الناس على الغرفة الهادئة."
    ),
    "Nothing happens after": "لا يحدث شيء بعد ذلك",
    "Write what you agreed on the wall before people go.": "اكتبوا ما اتفقتم عليه على الجدار قبل أن يغادر الناس.",
    # Event: world café about money
    "World café: who decides where money goes?": "المقهى العالمي: من يقرر أين يذهب المال؟",
    "Small tables, three questions, and lunch together. Come and say how money should be shared.": (
        "طاولات صغيرة، وثلاثة أسئلة، وغداء معًا. تعال وقل كيف ينبغي أن يوزَّع المال."
    ),
    "Everyone who lives in or near Southampton. You can bring one friend.": (
        "لكل من يسكن في ساوثهامبتون أو بالقرب منها. يمكنك أن تأتي ومعك شخص واحد."
    ),
    "About 24 people, and two hosts from the network. The hosts are paid by their work.": (
        "نحو 24 شخصًا، ومضيفان من الشبكة. تدفع جهة العمل أجر المضيفين."
    ),
    "People who are paid to be there listen more than they talk.": ("من يتقاضى أجرًا عن حضوره يستمع أكثر مما يتكلم."),
    "Hello": "أهلًا بكم",
    "Tea, toast, and badges with first names only.": "شاي وخبز محمص، وبطاقات عليها الأسماء الأولى فقط.",
    "How we work together": "كيف نعمل معًا",
    "We read our agreement. You can change it.": "نقرأ اتفاقنا. ويمكنك تغييره.",
    "Two rounds at small tables": "جولتان حول طاولات صغيرة",
    "Talk, write or draw. Each table has one question.": "تحدّث أو اكتب أو ارسم. لكل طاولة سؤال واحد.",
    "Twenty minutes. Nobody asks you anything.": "عشرون دقيقة. لن يسألك أحد عن شيء.",
    "We read all the papers and agree on three things.": "نقرأ كل الأوراق ونتفق على ثلاثة أشياء.",
    "Lunch, and who does what": "الغداء، ومن يفعل ماذا",
    "We write every agreement on the wall before you go.": "نكتب كل اتفاق على الجدار قبل أن تغادر.",
    "One break of 20 minutes, and lunch. You can leave the room at any time.": (
        "استراحة واحدة مدتها 20 دقيقة، ثم الغداء. ويمكنك الخروج من القاعة في أي وقت."
    ),
    "A small room with a door that you can close.": "غرفة صغيرة لها باب يمكنك إغلاقه.",
    "One table is for writing and drawing only.": "هناك طاولة للكتابة والرسم فقط.",
    "We do not know yet. Tell us if you need it.": "لا نعرف بعد. أخبرنا إن كنت تحتاج إليها.",
    "We write the main points on the wall.": "نكتب النقاط الرئيسية على الجدار.",
    "Polish and Arabic speakers will be there.": "سيكون هناك من يتكلم البولندية والعربية.",
    "Ask us one week before.": "اطلب منا ذلك قبل أسبوع.",
    "Water and a quiet corner are ready.": "الماء وركن هادئ جاهزان.",
    "A £20 shopping voucher for everyone who is not paid to be there. You get it as you leave.": (
        "قسيمة تسوق بقيمة £20 لكل من لا يتقاضى أجرًا عن حضوره. تستلمها عند خروجك."
    ),
    "We pay for your bus or taxi. Keep the ticket.": "ندفع ثمن الحافلة أو سيارة الأجرة. احتفظ بالتذكرة.",
    "Hot lunch: vegetarian, vegan and halal too. Tell us what you cannot eat.": (
        "غداء ساخن، ومنه نباتي وخالٍ من المنتجات الحيوانية وحلال. أخبرنا بما لا تستطيع أكله."
    ),
    "We pay up to £30 for somebody to look after your children.": "ندفع حتى £30 لمن يعتني بأطفالك.",
    "If you would like to help host next time, we show you how.": (
        "إذا رغبت في المساعدة في الاستضافة في المرة القادمة فسنعلّمك كيف."
    ),
    "We take no photos of faces. We take pictures of the papers on the tables.": (
        "لا نلتقط صورًا للوجوه. نصوّر الأوراق التي على الطاولات فقط."
    ),
    "What would you like to talk about?": "عمّ تودّ أن تتحدث؟",
    "A few words are enough. You can leave this empty.": "تكفي بضع كلمات. ويمكنك ترك هذا فارغًا.",
    "Have you been to a world café before?": "هل حضرت المقهى العالمي من قبل؟",
    "No, this is my first": "لا، هذه أول مرة",
    "Yes, once": "نعم، مرة واحدة",
    "Yes, often": "نعم، مرات كثيرة",
    "What would you like to eat?": "ماذا تودّ أن تأكل؟",
    "Meat or fish": "لحم أو سمك",
    "Vegetarian": "نباتي",
    "Vegan": "خالٍ من المنتجات الحيوانية",
    "Halal": "حلال",
    "Do you want to see the room before the day?": "هل تودّ أن ترى القاعة قبل يوم اللقاء؟",
    "You can look around when nobody is there.": "يمكنك أن تلقي نظرة عندما لا يكون فيها أحد.",
    "Begun by Juanita Brown and David Isaacs in 1995. These steps are in our own words.": (
        "بدأ هذه الطريقة خوانيتا براون وديفيد آيزاكس عام 1995. كتبنا الخطوات بكلماتنا."
    ),
}
