"""What a service says when it will not do as asked; known to no framework."""


class RefusedError(Exception):
    """A request that cannot be met, told as one whole sentence.

    ``text`` is a message key with %(name)s places, ``values`` fill them; they
    stay apart so that the page can translate the sentence first.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.text = text
        self.values = values
