"""Sentences in the three languages of the WTO, to be filled with goods and numbers."""

TITLES = {
    "en": (
        "Draft Technical Regulation on {goods}",
        "Proposed amendment of the requirements for {goods}",
        "{series} {number}:{year}, {goods} — Specification, First Edition",
        "Draft Resolution No. {number}, {year}: maximum residue limits in {goods}",
        "Safety requirements and conformity assessment for {goods}",
        "Order on the labelling of {goods}",
        "National Standard of the P.R.C., {goods}",
    ),
    "es": (
        "Proyecto de Reglamento Técnico aplicable a {goods}",
        "Proyecto de Resolución N° {number} de {year} sobre {goods}",
        "Norma Oficial NOM-{number}-SCFI-{year}: etiquetado de {goods}",
        "Requisitos fitosanitarios para la importación de {goods}",
    ),
    "fr": (
        "Projet d'arrêté relatif à l'étiquetage des produits: {goods}",
        "Projet de décret n° {number}-{year} fixant les exigences pour {goods}",
        "Règlement technique relatif à la sécurité des produits: {goods}",
    ),
}
SENTENCES = {
    "en": (
        "This draft lays down requirements, test methods and marking for {goods}.",
        "It applies to {goods} that are placed on the market from {year} on.",
        "The maximum level of {substance} is lowered to {number} mg/kg.",
        "Manufacturers and importers shall keep the technical file for {few} years.",
        "Certificates of the previous edition remain valid for {few} months.",
        "The proposed measure replaces Regulation (EC) No. {number}/{year}.",
        "Labels shall state the name, the net content and the country of origin.",
        "Samples are drawn by the authority and examined under ISO {number}:{year}.",
        "Products with more than {few} % of {substance} are not covered.",
        "The text was approved by the technical committee and is open for comments.",
        "Energy efficiency is to be shown in kWh by the method of IEC 60{few}-1.",
    ),
    "es": (
        "El documento notificado establece los requisitos aplicables a {goods}.",
        "Se fija en {number} mg/kg el límite máximo de {substance}.",
        "La presente norma deroga la Resolución N° {number} de {year}.",
        "El etiquetado deberá indicar el contenido neto y el país de origen.",
        "Los certificados vigentes conservarán su validez durante {few} meses.",
        "La inspección se efectuará según el método descrito en el anexo {few}.",
    ),
    "fr": (
        "Le projet fixe les prescriptions techniques applicables à {goods}.",
        "La teneur maximale en {substance} est abaissée à {number} mg/kg.",
        "Le présent texte abroge l'arrêté n° {number} du 3 mars {year}.",
        "L'étiquette mentionne la quantité nette et le pays d'origine.",
        "Les certificats délivrés demeurent valables pendant {few} mois.",
        "Les essais sont effectués selon la norme NF EN {number}.",
    ),
}
FOLLOW_UPS = (
    "The draft notified as {base} was adopted on {day} and published in the gazette.",
    "The regulation notified in {base} entered into force on {day}.",
    "The deadline for comments on {base} has been extended to {day}.",
    "The measure notified in {base} is hereby withdrawn.",
    "The content of the draft in {base} has been changed: see the annex.",
    "El plazo para presentar observaciones a {base} se amplía hasta el {day}.",
    "La norma notificada en {base} entró en vigor el {day}.",
    "Le texte notifié sous la cote {base} a été publié le {day}.",
)
SUBSTANCES = (
    "lead",
    "cadmium",
    "mercury",
    "formaldehyde",
    "aflatoxin B1",
    "glyphosate",
    "chlorpyrifos",
    "bisphenol A",
    "dioxins",
    "nitrites",
    "sulphur dioxide",
    "phthalates",
    "acetamiprid",
    "imidacloprid",
)
KEYWORDS = (
    "Human health",
    "Food safety",
    "Animal health",
    "Plant health",
    "Pesticides",
    "Maximum residue limits (MRLs)",
    "Labelling",
    "Territory protection",
    "Animal diseases",
    "Adoption/publication/entry into force of reg.",
    "Modification of final date for comments",
    "Modification of content/scope of regulation",
)
SERIES = ("DMS", "DUS", "KS", "DEAS", "GSO", "SNI", "NB", "PNS", "TCVN")
