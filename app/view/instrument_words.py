"""Words that are in every text and so say nothing about what it is about; of five letters and more."""

from collections.abc import Mapping
from typing import Final

_EN: Final = """
about above actually after again against almost along already always among another anybody anyone
anything around asked because become before behind being below better between called comes could doing
during either enough every everybody everyone everything first found front getting given going great
having heard herself himself honest honestly itself knows least little looks makes maybe might minutes
myself never nobody nothing often other others ourselves people person please point question quite
rather really right saying seems should since somebody someone something sorry still stuff thank thanks
their theirs themselves there these thing things think those though through today together toward
towards under until using wants watch where whether which while whole whose without wonder words would
years yesterday yourself
"""
_DE: Final = """
allem allen aller alles andere anderen außer bereits besser bevor bitte damit danach danke daran darauf
daraus darin darum davon deine deinem deinen deiner denen deren dessen diese diesem diesen dieser dieses
durch eigentlich einem einen einer eines einfach endlich erste etwas gegen gerade gesagt haben hatte
hatten heute hinter immer irgendwie jedem jeden jeder jetzt keine keinem keinen keiner kommt können
könnte lange leute machen macht meine meinem meinen meiner müssen nachdem nicht nichts niemand schon
seine seinem seinen seiner selbst sicher solche sollte sondern sonst tatsächlich unser unsere unserem
unseren unter viele vielen vielleicht vorher warum weiter welche wenigstens werden wieder wirklich
wissen wollen wurde wurden würde würden zwischen
"""
_ES: Final = """
ahora alguien alguno algunos antes aquel aquella aquello aunque buena bueno contra cosas cualquier
cuando cuándo cuánto dejar dentro desde después donde durante dónde ellas ellos entonces entre estaba
estado estar estas estos están fuera gente gracias haber hablar había hacen hacer hacia hasta hecho
igual luego mejor menos mientras mismo mucha mucho muchos nadie ninguna ninguno nosotros nuestra nuestro
nunca otras otros parece poder poner porque primero puede pueden quien quiere quieren quién saber según
sería siempre sigue sobre también tanto tener tiene tienen todas todavía todos usted ustedes vamos
varias varios vosotros
"""
_AR: Final = """
أيضًا إليها إليهم الجميع الذين اللذين الناس اليوم بعدما بعضها بعضهم بينما جميعا جميعًا حيثما دائما
دائمًا شكرًا عليها عليهم عندما قبلما كانوا كيفما لايزال لكنها لكنهم لماذا مازال مازالت هؤلاء ولكنها
يكونوا
"""
_BY_LANGUAGE: Final[Mapping[str, frozenset[str]]] = {
    tag: frozenset(words.split()) for tag, words in {"en": _EN, "de": _DE, "es": _ES, "ar": _AR}.items()
}


def common_words(tag: str) -> frozenset[str]:
    """Those of a language such as `de-AT`; English ones where we have none."""
    return _BY_LANGUAGE.get(tag.partition("-")[0].lower(), _BY_LANGUAGE["en"])
