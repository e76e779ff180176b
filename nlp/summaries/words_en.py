"""The turns of speech of English titles and summaries."""

MILD = ("deregulation-withdrawal", "procedure-extension")
PLAIN = {
    "residue-contaminant-limit": "limits for residues and contaminants",
    "prohibition": "prohibitions",
    "standard-identity": "product standards",
    "animal-health-import": "animal health import conditions",
    "plant-health-import": "plant health import conditions",
    "substance-restriction": "restrictions on substances",
    "food-composition-additives": "rules on food composition and additives",
}
TITLES = {
    "regular": "{who}: draft {what} for {goods}",
    "emergency": "{who}: urgent {what} for {goods}",
    "revision": "{who}: revised draft {what} for {goods}",
    "addendum": "{who}: {what} for {goods} (addendum{stage})",
    "corrigendum": "{who}: {what} for {goods} (corrigendum{stage})",
    "supplement": "{who}: {what} for {goods} (supplement{stage})",
    "equivalence": "{who}: equivalence recognised for {goods}",
    "draft": "{who}: draft {what} for {goods}",
    "rule": "{who}: {what} for {goods}",
    "border_alert": "{who}: import alert for {goods}",
    "rejection": "{who}: border rejection of {goods}",
    "market_alert": "{who}: market alert for {goods}",
}
STAGES = {
    "final": ", adopted or in force",
    "withdrawn": ", withdrawn",
    "void": ", document void",
    "extension": ", time extended",
}
OPENINGS = {
    "regular": "{who} notified a draft {agr} measure",
    "emergency": "{who} notified an urgent {agr} measure",
    "revision": "{who} notified a revision of a draft {agr} measure{base}",
    "addendum": "{who} notified an addendum to a {agr} measure{base}",
    "corrigendum": "{who} notified a corrigendum to a {agr} measure{base}",
    "supplement": "{who} notified a supplement to a {agr} measure{base}",
    "equivalence": "{who} notified the recognition of equivalence of SPS measures",
    "draft": "{who} published a draft technical regulation{publisher}",
    "rule": "{who} published a technical regulation{publisher}",
    "border_alert": "{who} issued an import alert{publisher}",
    "rejection": "{who} rejected goods at the border{publisher}",
    "market_alert": "{who} reported a risk on its market{publisher}",
}
STAGE_WORDS = {
    "draft": "The measure is open for comments.",
    "final": "The measure is adopted, published or in force.",
    "withdrawn": "The measure is withdrawn or void.",
    "extension": "Only the time is extended; the content is unchanged.",
}
RELATIONS = {"idt": "identical", "mod": "modified", "related": "same subject"}
SECTORS = (
    ("sure", "touches"),
    ("likely", "very likely touches"),
    ("possible", "may touch"),
)
FEW, MANY = 3, 7
DO = {
    "open": "check whether your products are in scope; comment by the final date",
    "draft": "check whether your products are in scope; follow the further texts",
    "final": "check whether your products are in scope; plan for the entry into force",
    "withdrawn": "check the requirements in force against the Member's own text",
    "extension": "plan comments and compliance by the new dates",
    "others": "it does not name goods from China; watch whether its scope widens",
    "spared": "it does not name goods from China; check yours for the same fault",
    "incident": "compare products and listed firms; check goods before shipment",
}
