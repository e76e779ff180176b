"""How much of Hubei's exports every notice of a whole history touches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.export_tables import counted
from models.exposure_facts import AREA, Floats, Touched, weigh_all
from models.exposures import CENTRAL
from models.facts.columns import Facts


def central_of_all(session: Session, facts: Facts) -> tuple[Touched, Floats] | None:
    """What exports were counted, and the central exposure of every notice; None where
    no table counts.

    The weights themselves are let go: those of a whole history fill hundreds of
    megabytes.
    """
    found = counted(session)
    if found is None:
        return None

    def weigh() -> tuple[Touched, Floats]:
        every = np.ones(len(facts), dtype=np.bool_)
        one = weigh_all(session, facts, every, found, by_line=False)
        central = one.added(one.weights >= CENTRAL)
        nothing = one.owners[:0]
        return replace(
            one, owners=nothing, products=nothing, weights=one.weights[:0]
        ), central

    return facts.once(("central of all", data_version(session, AREA)), weigh)
