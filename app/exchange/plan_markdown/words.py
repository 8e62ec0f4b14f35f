"""What people call the parts of a plan: in English, French, German, Spanish and Arabic, folded."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from app.scenario.components import ComponentKind
from app.scenario.plan import Position, Standing

Listed = Literal["assumptions", "ladder"]
"""Sections that are no component and have no kind."""
Name = TypeVar("Name", bound=str)
Key = Literal["owner", "standing", "kind", "id", "weight", "first_reply"]


def folded(text: str) -> str:
    """The text for comparing: no case, no accents, no numbering, single spaces between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+|^\s*\d+[.)]?\s", " ", plain).split())


def _table(written: Mapping[Name, str]) -> dict[str, Name]:
    """Each folded alias, and what it stands for."""
    return {folded(alias): name for name, aliases in written.items() for alias in aliases.split(",")}


_KINDS: Mapping[ComponentKind, str] = {
    "listening": "listening,monitoring,social listening,watching the feed,veille,écoute,monitoring et veille,"
    "beobachtung,zuhören,monitoring und beobachtung,escucha,monitoreo,seguimiento,الرصد,الاستماع,متابعة",
    "response_targets": "response targets,response times,response time,service levels,délais de réponse,"
    "objectifs de réponse,antwortzeiten,reaktionszeiten,tiempos de respuesta,objetivos de respuesta,"
    "أوقات الرد,أهداف الرد",
    "voice": "voice,tone,tone of voice,ton,voix,ton de voix,tonalität,tonfall,stimme,tono,voz,tono de voz,"
    "نبرة,نبرة الكلام,الصوت",
    "escalation": "escalation,escalation path,when it goes up,escalade,eskalation,eskalationsweg,escalada,"
    "escalamiento,التصعيد",
    "approval": "approval,approvals,sign off,validation,approbation,circuit de validation,freigabe,freigaben,"
    "genehmigung,aprobación,aprobaciones,الموافقة,الاعتماد",
    "spokespeople": "spokespeople,spokesperson,spokespersons,who speaks,porte parole,porte paroles,sprecher,"
    "sprecherinnen und sprecher,portavoces,portavoz,المتحدثون,المتحدث الرسمي",
    "facts_and_sources": "facts and sources,facts,sources,fact checking,faits et sources,faits,"
    "fakten und quellen,fakten,quellen,hechos y fuentes,hechos,fuentes,الحقائق والمصادر,الحقائق,المصادر",
    "moderation": "moderation,community management,modération,moderación,comment moderation,الإشراف,"
    "إدارة التعليقات",
    "holding_statements": "holding statements,holding statement,holding lines,holding line,"
    "prepared statements,déclarations d'attente,messages d'attente,vorbereitete aussagen,"
    "haltestatements,erste aussagen,declaraciones preparadas,mensajes de espera,بيانات انتظار,بيان انتظار",
    "channels": "channels,channel,canaux,kanäle,canales,القنوات",
    "hand_over": "hand over,handover,shift handover,passation,relève,übergabe,schichtübergabe,relevo,"
    "traspaso,تسليم المناوبة,التسليم",
    "out_of_hours": "out of hours,on call,duty roster,nights and weekends,astreinte,hors horaires,"
    "bereitschaft,ausserhalb der dienstzeiten,guardia,fuera de horario,المناوبة,خارج أوقات العمل",
    "legal_red_lines": "legal red lines,red lines,words we do not use,lignes rouges,rote linien,"
    "rechtliche grenzen,líneas rojas,الخطوط الحمراء",
    "influencer_relations": "influencer relations,influencers,influencer,big accounts,creators,"
    "relations influenceurs,influenceurs,influencer kontakte,relaciones con influencers,المؤثرون,"
    "العلاقة مع المؤثرين",
    "learning": "learning,lessons learned,after action,retour d'expérience,apprentissage,lernen,"
    "lehren,aprendizaje,lecciones aprendidas,التعلم,الدروس المستفادة",
}
_LISTED: Mapping[Listed, str] = {
    "assumptions": "assumptions,what we bet on,assumptions we bet on,hypothèses,annahmen,supuestos,hipótesis,"
    "الافتراضات,الفرضيات",
    "ladder": "decision model,modèle de décision,entscheidungsmodell,modelo de decisión,نموذج القرار",
}
_KEYS: Mapping[Key, str] = {
    "owner": "owner,responsible,owned by,responsable,propriétaire,verantwortlich,zuständig,propietario,"
    "المسؤول,المالك",
    "standing": "standing,status,statut,état,stand,estado,الحالة",
    "kind": "kind,type,art,tipo,النوع",
    "id": "id,المعرف",
    "weight": "weight,poids,gewicht,peso,الوزن",
    "first_reply": "first reply,first response,première réponse,erste antwort,primera respuesta,الرد الأول",
}
_POSITIONS: Mapping[Position, str] = {
    "decision_maker": "decision maker,director,duty director,décideur,entscheider,entscheiderin,"
    "entscheidungsträger,responsable de decisión,decisor,صاحب القرار,المدير العام",
    "communicator": "communicator,communications,comms,communicant,communication,kommunikation,"
    "kommunikator,comunicador,comunicación,comunicadora,مسؤول التواصل,التواصل",
    "legal": "legal,lawyer,juridique,recht,rechtsabteilung,legales,jurídico,القانونية,الشؤون القانونية",
    "subject_expert": "subject expert,expert,operations,experte,fachexperte,expert métier,experto,experta,"
    "operaciones,الخبير,العمليات",
}
_STANDINGS: Mapping[Standing, str] = {
    "ready": "ready,done,prêt,bereit,fertig,listo,جاهز",
    "thin": "thin,draft,partial,mince,partiel,dünn,lückenhaft,parcial,débil,ضعيف,ناقص",
    "missing": "missing,none,manquant,fehlt,falta,ausente,مفقود,غائب",
}
_BREAKS = (
    "breaks when,broken when,bricht wenn,cassé si,faux si,se rompe si,se rompe cuando,تنكسر إذا,تسقط إذا"
)
BREAKS = tuple(folded(alias) for alias in _BREAKS.split(","))
KINDS, LISTED, KEYS = _table(_KINDS), _table(_LISTED), _table(_KEYS)
POSITIONS, STANDINGS = _table(_POSITIONS), _table(_STANDINGS)


def named(text: str, table: Mapping[str, Name]) -> Name | None:
    """What a text stands for: exactly, or by the longest alias that is in it as whole words."""
    plain = folded(text)
    if plain in table:
        return table[plain]
    inside = [alias for alias in table if f" {alias} " in f" {plain} "]
    return table[max(inside, key=len)] if inside else None


def positions_of(titles: Iterable[tuple[str, Position | None]]) -> dict[str, Position]:
    """What owners may be called: the words above, and the titles of a scenario's seats."""
    return POSITIONS | {folded(title): position for title, position in titles if position}
