"""Official forms: read by their labels, compared with the record.

    blocks -> pieces under labels (pieces.py) -> fields (fields.py, ticks.py)
           -> ReadForm (reading.py) -> compared (comparing.py) -> stored (putting.py)

A new wording of a label is a row in ``labels.csv``, of a box one in ``boxes.csv``, of a
head or a remark one in ``frame.csv``. Raise ``putting.RULES`` with it: every form is
then read again.
"""
