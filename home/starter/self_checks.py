"""Statements by which readers look at their own work: three for each recommendation, by its number."""

SELF_CHECKS: dict[int, tuple[str, ...]] = {
    1: (
        "People who live with the topic were there from the start.",
        "We have found out what was done before.",
        "Our plan has time in it to build trust.",
    ),
    2: (
        "There is a quiet way to take part in all that we do.",
        "There is a calm room, and people know where it is.",
        "We have agreed how we work together.",
    ),
    3: (
        "We say what we offer before people sign up.",
        "People are paid for their time, soon and with little fuss.",
        "We decide together how the money is used.",
    ),
    4: (
        "Somebody new helps to host each time.",
        "There is training, and it costs people nothing.",
        "We share what we learn with the network.",
    ),
    5: (
        "People know how their words will be used.",
        "People can change their mind and take their words back.",
        "Our forms are short, and in plain words.",
    ),
    6: (
        "We write down what was agreed, where all can see it.",
        "We tell people what came of it, even if nothing did.",
        "If we cannot do a thing, we say why.",
    ),
}
