"""Phrases by which an addendum or corrigendum says what happened, folded, per event.

They are looked for in titles and descriptions in English, Spanish and French. A phrase
of PAST tells what is already so; any other counts only with a day.
"""

import re

BE = r"(?:was|were|has been|have been|had been|is now|are now|is hereby|are hereby)"
FUE = r"(?:fue|fueron|ha sido|han sido|se ha|se han)"
ETE = r"(?:a ete|ont ete|est desormais)"
ADVERB = r"(?: (?:now|also|officially|finally|formally|hereby|subsequently))?"

PHRASES: dict[str, str] = {
    "void": (
        r"null and void|circulated (?:erroneously|by mistake|in error)"
        r"|(?:cancellation|annulment) of (?:the )?notification|should be disregarded"
        r"|nul[oa]s? y sin (?:valor|efecto)|anulacion de la notificacion"
        r"|distribuid[oa] por error|nul(?:le)? et non avenue?|distribuee? par erreur"
    ),
    "withdrawn": (
        rf"(?:{BE}|is|are){ADVERB} (?:withdrawn|revoked|rescinded)"
        r"|decided to withdraw|withdr(?:aws|ew|awing) (?:the|its|this) \w+"
        r"|withdrawal of (?:the )?(?:\w+ )?(?:rule|measure|regulation|notification"
        r"|proposal|draft)|;\s*withdrawal(?=\s*(?:$|\n))"
        rf"|(?:{FUE}|queda) (?:retirad|revocad|anulad)[oa]s?|se retira(?:n)? (?:el|la)"
        r"|se deja sin efecto|retiro (?:del?|de la) (?:notificacion|medida|proyecto)"
        rf"|(?:{ETE}|est|sont) (?:retire|abroge|annule)e?s?"
    ),
    "in_force": (
        r"(?:enter(?:s|ed|ing)?|c[ao]mes?|coming)(?: \w+)? into (?:force|effect)"
        r"|bec[ao]mes? effective|t[ao]kes? effect|took effect"
        r"|(?:is|are|was|were|be|being) effective (?:on|from|as of|since)"
        r"|effective date(?:\s*:| is)|(?:is|are|been) in force (?:since|from)"
        r"|entr(?:o|ara|aran|a|an|aron|ando) en vigor|vigente desde"
        r"|entr(?:e|ent|era|eront|ees?) en vigueur"
    ),
    "published": (
        rf"{BE}{ADVERB} (?:published|promulgated|gazetted)"
        rf"|{FUE} (?:publicad|promulgad)[oa]s?|se public(?:o|aron)"
        r"|informa (?:de )?la publicacion|publicad[oa]s? en el diario oficial"
        rf"|{ETE} (?:publie|promulgue)e?s?"
    ),
    "adopted": (
        rf"{BE}{ADVERB} (?:adopted|approved|enacted|signed into law|finali[sz]ed)"
        r"|action:\s*(?:direct )?final (?:rule|order|amendments?)"
        r"|(?:^|\n|;)\s*final (?:rule|order)(?=\s*(?:$|\n|[;.-]))"
        r"|issu(?:es|ed|ing) (?:an? |the |this )?final (?:rule|regulation|order|amend)"
        rf"|{FUE} (?:aprobad|adoptad|expedid)[oa]s?|se aprobo|se adopto"
        rf"|{ETE} (?:adopte|approuve)e?s?"
    ),
    "final_text": (
        r"final texts?\b|text of (?:the )?final (?:measure|regulation|rule)"
        r"|textos? (?:final|definitivo)|textes? (?:final|definitif)"
    ),
    "extended": (
        r"comments? period[^.]{0,40}(?:extend|re-?open)"
        r"|(?:extend|extension|re-?open)\w*[^.]{0,40}comments? period"
        r"|(?:deadline|time|date) for (?:\w+ ){0,3}comments?[^.]{0,40}extend"
        r"|extension of (?:the )?(?:deadline|time|period)[^.]{0,30}comment"
        r"|(?:ampli|prorrog|exten|extiend)\w+ (?:d?el|de) (?:plazo|periodo)"
        r"|(?:delai|periode)[^.]{0,40}(?:prolonge|reporte)|prolongation d[eu]"
    ),
    "dates_changed": (
        r"(?:extension|extend\w*|postpone\w*|delay\w*|defer\w*)[^.;]{0,60}"
        r"(?:compliance|effective|implementation|transition\w*|entry into force)"
        r"|(?:compliance|effective|implementation) dates?[^.;]{0,30}"
        r"(?:extension|extend|postpone|delay)"
        r"|(?:aplaz|prorrog|posterg)\w+[^.;]{0,40}(?:vigor|vigencia|aplicacion)"
    ),
    "guidance": (
        r"interpret(?:ive|ative) guid|guid(?:ance|elines?)[^.;]{0,40} (?:is|are|been) "
        r"(?:issued|available|published)|guia interpretativa|orientaciones interpret"
    ),
    "changed": (
        r"(?:content|scope)[^.;]{0,40}(?:been|was|were) (?:changed|modified|amended)"
        r"|adopted with the following changes|alcance[^.;]{0,30}modificad"
    ),
    "translated": r"translation[^.;]{0,40}available|traduccion[^.;]{0,40}disponible",
}
ROOTS: dict[str, tuple[str, ...]] = {
    "void": (
        *("null and", "circulated ", "notification", "disregarded", "nul", " sin "),
        *("anulacion", "por error", "par erreur"),
    ),
    "withdrawn": (
        "withdr",
        "revo",
        "rescin",
        "retir",
        "anul",
        "annul",
        "efecto",
        "abrog",
    ),
    "in_force": ("effect", "force", "vigor", "vigueur", "vigente"),
    "published": ("publ", "promulg", "gazett"),
    "adopted": (
        *("adop", "approuv", "approv", "enacted", "final", "signed into"),
        *("aprob", "expedid"),
    ),
    "final_text": ("final", "definiti"),
    "extended": ("comment", "plazo", "periodo", "delai", "periode", "prolongation"),
    "dates_changed": (
        *("exten", "postpone", "delay", "defer", "aplaz", "prorrog", "posterg"),
    ),
    "guidance": ("guid", "guia interp", "orientaciones"),
    "changed": ("changed", "modifi", "amended", "changes"),
    "translated": ("translation", "traduccion"),
}
"""Letters of which each phrase of an event has some: without any there is none."""
COMPILED = {kind: re.compile(text) for kind, text in PHRASES.items()}
PAST = re.compile(r"(?:entered|came|became|took|entro|entraron|vigente)\b")
UNDATED = re.compile(r"\bfinal (?:rule|order|regulation|amend)")
"""Phrases whose following day is that of another act."""
NOT_YET = re.compile(
    r"(?:draft|propos|nprm|proyecto|projet|previous|prior|original)[^.;]{0,40}$"
)
SAME_DAY = re.compile(
    r"(?:the same|that|this) (?:day|date)|(?:mism|dich)[ao] (?:dia|fecha)"
)
