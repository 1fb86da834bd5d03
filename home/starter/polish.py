"""Polish for the starter pages, by the English string as wagtail-localize keeps it.

A draft: a speaker has yet to check it, and the pages say so to their readers. Names stay as they are.
"""

TRANSLATIONS: dict[str, str] = {
    # Topics and venue
    "Skills": "Umiejętności",
    "Learning to host, to listen and to work together.": "Jak prowadzić spotkania, słuchać i pracować razem.",
    "Money and sharing": "Pieniądze i dzielenie się",
    "Who pays, who is paid, and what people share.": "Kto płaci, kto dostaje pieniądze i czym ludzie się dzielą.",
    "Ask us how to get there. We can meet you on the way.": (
        "Zapytaj nas, jak dojechać. Możemy spotkać się z Tobą po drodze."
    ),
    "We have not checked this yet. Ask us before you come.": (
        "Jeszcze tego nie sprawdziliśmy. Zapytaj nas przed przyjściem."
    ),
    # Home
    "Southampton Coproduction Corner": "Southampton Coproduction Corner",
    "This is called coproduction. It means working together as equals. You can join in at any time, and you do not "
    "need to know anything first.": (
        "To się nazywa „coproduction”, czyli współtworzenie. To znaczy, że pracujemy razem jak równi z równymi. "
        "Możesz dołączyć w każdej chwili i nie musisz nic wcześniej wiedzieć."
    ),
    "Welcome. Here, people in Southampton plan and decide together.": (
        "Witamy. Tutaj ludzie w Southampton razem planują i decydują."
    ),
    "A network of people who plan and decide together, as equals.": (
        "Sieć ludzi, którzy razem planują i decydują, jak równi z równymi."
    ),
    "Coproduction is too important not to invest in.": ("Współtworzenie jest zbyt ważne, żeby na nim oszczędzać."),
    "From our report, “Making Coproduction Meaningful”, 2024": (
        "Z naszego raportu „Making Coproduction Meaningful”, 2024 r."
    ),
    "About 85 people took part in the talks behind that report. Come to an event, write to us, or ask to help host.": (
        "W rozmowach, z których powstał ten raport, wzięło udział około 85 osób. "
        "Przyjdź na spotkanie, napisz do nas albo zapytaj, jak pomóc w prowadzeniu."
    ),
    "Started in 2023 by Southampton Voluntary Services, with the University of Southampton and many local groups.": (
        "Sieć założyła w 2023 r. organizacja Southampton Voluntary Services "
        "razem z University of Southampton i wieloma lokalnymi grupami."
    ),
    # Lists and contacts
    "Come to something": "Przyjdź na wydarzenie",
    "Every event has breaks. Every page says what you get, what will happen, and what the place is like.": (
        "Na każdym spotkaniu są przerwy. Na każdej stronie piszemy, co dostaniesz, co się będzie działo "
        "i jak wygląda miejsce."
    ),
    "Techniques": "Metody",
    "Ways to work together, step by step. Each one has a quiet way to take part.": (
        "Sposoby wspólnej pracy, krok po kroku. W każdym można też wziąć udział po cichu."
    ),
    "People": "Ludzie",
    "Find somebody to ask. We list people by their names, not by how important their jobs are.": (
        "Znajdź kogoś, kogo możesz zapytać. Kolejność jest według imion, a nie według stanowisk."
    ),
    "Do you need help with something? Write to us or ring us. We find the right person for you.": (
        "Potrzebujesz pomocy? Napisz do nas albo zadzwoń. Znajdziemy dla Ciebie właściwą osobę."
    ),
    "When we answer": "Kiedy odpowiadamy",
    "We answer within three working days. If you need a reply sooner, please ring us.": (
        "Odpowiadamy w ciągu trzech dni roboczych. Jeśli potrzebujesz odpowiedzi szybciej, zadzwoń do nas."
    ),
    "Do you want to be on this page?": "Chcesz być na tej stronie?",
    "Tell us your name and what you can help with. You choose what we show. We take it off again when you ask.": (
        "Podaj nam swoje imię i napisz, w czym możesz pomóc. To Ty wybierasz, co pokażemy. "
        "Usuniemy to, kiedy nas poprosisz."
    ),
    # Technique: world café
    "World café": "World Café: rozmowy przy stolikach",
    "A drawing of four round tables with people’s seats in different colours.": (
        "Rysunek: cztery okrągłe stoły, a wokół nich miejsca w różnych kolorach."
    ),
    "People talk at small tables. After a while they move to another table. Ideas travel with them.": (
        "Ludzie rozmawiają przy małych stołach. Po pewnym czasie przechodzą do innego stołu. Pomysły idą razem z nimi."
    ),
    "Many people talk in a short time, and quiet people are heard.": (
        "W krótkim czasie może porozmawiać wiele osób. Słychać też tych, którzy mówią mało."
    ),
    "You have a big group and one good question.": "Masz dużą grupę i jedno dobre pytanie.",
    "The topic hurts, or people do not feel safe with each other yet.": (
        "Temat jest bolesny albo ludzie nie czują się jeszcze ze sobą bezpiecznie."
    ),
    "Come and talk about one question at small tables. There is tea and cake. You can draw or write too.": (
        "Przyjdź i porozmawiaj o jednym pytaniu przy małym stole. Będzie herbata i ciasto. "
        "Możesz też rysować albo pisać."
    ),
    "One big room with small tables. Leave wide paths between them. You need a calm room next door.": (
        "Duża sala z małymi stołami. Zostaw między nimi szerokie przejścia. Obok potrzebny jest spokojny pokój."
    ),
    "Paper to cover the tables, pens, tea, and a bell that is not too loud.": (
        "Papier na stoły, pisaki, herbata i niezbyt głośny dzwonek."
    ),
    "One person leads the day. Each table has one host who stays there.": (
        "Jedna osoba prowadzi spotkanie. Przy każdym stole jest gospodarz, który tam zostaje."
    ),
    "Welcome": "Powitanie",
    "Say hello to each person. Explain the day. Show the calm room.": (
        "Przywitaj każdą osobę. Powiedz, jak będzie wyglądał dzień. Pokaż spokojny pokój."
    ),
    "How it works": "Jak to działa",
    "Each table has one question and one host. The host stays. Everyone else moves.": (
        "Każdy stół ma jedno pytanie i jednego gospodarza. Gospodarz zostaje. Wszyscy inni przechodzą dalej."
    ),
    "First round": "Pierwsza runda",
    "Talk about the question. Write or draw on the paper.": (
        "Rozmawiajcie o pytaniu. Piszcie albo rysujcie na papierze."
    ),
    "Second round": "Druga runda",
    "Move to a new table. The host tells you what was said before.": (
        "Przejdźcie do nowego stołu. Gospodarz powie wam, o czym mówiono wcześniej."
    ),
    "Break": "Przerwa",
    "Have some tea. Nobody has to talk.": "Czas na herbatę. Nikt nie musi rozmawiać.",
    "Third round": "Trzecia runda",
    "Move once more. Look for what is the same on all tables.": (
        "Przejdźcie jeszcze raz. Szukajcie tego, co powtarza się przy wszystkich stołach."
    ),
    "What we found": "Co z tego wynika",
    "Read all the papers together. Agree on three things. Say who does what.": (
        "Przeczytajcie razem wszystkie kartki. Uzgodnijcie trzy rzeczy. Powiedzcie, kto co zrobi."
    ),
    "Keep one table for writing and drawing only. Nobody talks there, and you can stay for all rounds. The host reads "
    "out what people wrote, without names.": (
        "Jeden stół jest tylko do pisania i rysowania. Nikt tam nie rozmawia i można tam zostać przez wszystkie rundy. "
        "Gospodarz czyta na głos, co ludzie napisali, bez podawania imion."
    ),
    "Use a big clear font for the questions.": "Napisz pytania dużymi, wyraźnymi literami.",
    "Bring each round to people who do not want to move.": (
        "Jeśli ktoś nie chce się przesiadać, niech kolejne rundy przyjdą do niego."
    ),
    "Put a real question on each table. Try: “What would make you come back?”": (
        "Połóż na każdym stole prawdziwe pytanie. Na przykład: „Co by sprawiło, że przyjdziesz znowu?”"
    ),
    "Ask people who live with the topic to be hosts.": (
        "Poproś o rolę gospodarza osoby, które znają temat z własnego życia."
    ),
    "Show hosts what to do the day before.": "Dzień wcześniej pokaż gospodarzom, co mają robić.",
    "The report names this technique. The steps here are our own simple version.": (
        "Raport wymienia tę metodę. Kroki na tej stronie to nasza własna, prosta wersja."
    ),
    "Other people do it in other ways. Ask the network how they do it.": (
        "Inni robią to inaczej. Zapytaj ludzi z sieci, jak oni to robią."
    ),
    "One person talks all the time": "Jedna osoba mówi cały czas",
    "Pass an object round. Only the person who holds it talks.": (
        "Podawajcie sobie jakiś przedmiot. Mówi tylko ta osoba, która go trzyma."
    ),
    "It gets loud": "Robi się głośno",
    "Use fewer tables or two rooms. Show people the calm room.": (
        "Ustaw mniej stołów albo użyj dwóch sal. Pokaż ludziom spokojny pokój."
    ),
    "Nothing happens after": "Potem nic się nie dzieje",
    "Write what you agreed on the wall before people go.": (
        "Zanim ludzie wyjdą, zapiszcie na ścianie, co zostało uzgodnione."
    ),
    # Event: world café about money
    "World café: who decides where money goes?": "World Café: kto decyduje, na co idą pieniądze?",
    "Small tables, three questions, and lunch together. Come and say how money should be shared.": (
        "Małe stoły, trzy pytania i wspólny obiad. Przyjdź i powiedz, jak dzielić pieniądze."
    ),
    "Everyone who lives in or near Southampton. You can bring one friend.": (
        "Dla wszystkich, którzy mieszkają w Southampton lub w pobliżu. Możesz przyprowadzić jedną osobę."
    ),
    "About 24 people, and two hosts from the network. The hosts are paid by their work.": (
        "Około 24 osób i dwie osoby prowadzące z naszej sieci. Za prowadzenie płaci im ich pracodawca."
    ),
    "People who are paid to be there listen more than they talk.": (
        "Osoby, które są tam w ramach płatnej pracy, więcej słuchają, niż mówią."
    ),
    "Hello": "Dzień dobry",
    "Tea, toast, and badges with first names only.": "Herbata, tosty i plakietki z samym imieniem.",
    "How we work together": "Jak razem pracujemy",
    "We read our agreement. You can change it.": "Czytamy nasze zasady. Możesz je zmienić.",
    "Two rounds at small tables": "Dwie rundy przy małych stołach",
    "Talk, write or draw. Each table has one question.": (
        "Mów, pisz albo rysuj. Przy każdym stole jest jedno pytanie."
    ),
    "Twenty minutes. Nobody asks you anything.": "Dwadzieścia minut. Nikt Cię o nic nie pyta.",
    "We read all the papers and agree on three things.": "Czytamy wszystkie kartki i uzgadniamy trzy rzeczy.",
    "Lunch, and who does what": "Obiad i podział zadań",
    "We write every agreement on the wall before you go.": "Zanim wyjdziesz, zapisujemy na ścianie każde ustalenie.",
    "One break of 20 minutes, and lunch. You can leave the room at any time.": (
        "Jedna przerwa, 20 minut, i obiad. W każdej chwili możesz wyjść z sali."
    ),
    "A small room with a door that you can close.": "Mały pokój z drzwiami, które można zamknąć.",
    "One table is for writing and drawing only.": "Jeden stół jest tylko do pisania i rysowania.",
    "We do not know yet. Tell us if you need it.": "Jeszcze nie wiemy. Powiedz nam, jeśli tego potrzebujesz.",
    "We write the main points on the wall.": "Najważniejsze rzeczy zapisujemy na ścianie.",
    "Polish and Arabic speakers will be there.": "Będą osoby mówiące po polsku i po arabsku.",
    "Ask us one week before.": "Poproś nas o to tydzień wcześniej.",
    "Water and a quiet corner are ready.": "Czekają woda i cichy kąt.",
    "A £20 shopping voucher for everyone who is not paid to be there. You get it as you leave.": (
        "Bon na zakupy o wartości £20 dla każdego, komu nikt nie płaci za udział. Dostaniesz go przy wyjściu."
    ),
    "We pay for your bus or taxi. Keep the ticket.": "Płacimy za autobus lub taksówkę. Zachowaj bilet lub rachunek.",
    "Hot lunch: vegetarian, vegan and halal too. Tell us what you cannot eat.": (
        "Ciepły obiad, także wegetariański, wegański i halal. Powiedz nam, czego nie możesz jeść."
    ),
    "We pay up to £30 for somebody to look after your children.": ("Zapłacimy do £30 za opiekę nad Twoimi dziećmi."),
    "If you would like to help host next time, we show you how.": (
        "Jeśli następnym razem chcesz pomóc w prowadzeniu, pokażemy Ci, jak to robić."
    ),
    "We take no photos of faces. We take pictures of the papers on the tables.": (
        "Nie robimy zdjęć twarzy. Fotografujemy tylko kartki na stołach."
    ),
    "What would you like to talk about?": "O czym chcesz porozmawiać?",
    "A few words are enough. You can leave this empty.": "Wystarczy kilka słów. Możesz też zostawić to pole puste.",
    "Have you been to a world café before?": "Czy masz już za sobą jakieś World Café?",
    "No, this is my first": "Nie, to mój pierwszy raz",
    "Yes, once": "Tak, jedno",
    "Yes, often": "Tak, wiele",
    "What would you like to eat?": "Co chcesz zjeść?",
    "Meat or fish": "Mięso lub ryba",
    "Vegetarian": "Wegetariańskie",
    "Vegan": "Wegańskie",
    "Halal": "Halal",
    "Do you want to see the room before the day?": "Czy chcesz zobaczyć salę przed tym dniem?",
    "You can look around when nobody is there.": "Możesz się rozejrzeć, kiedy nikogo tam nie ma.",
    "Begun by Juanita Brown and David Isaacs in 1995. These steps are in our own words.": (
        "Metodę zapoczątkowali Juanita Brown i David Isaacs w 1995 roku. Kroki opisaliśmy własnymi słowami."
    ),
}
