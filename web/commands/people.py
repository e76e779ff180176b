"""users: who may sign in."""

from typing import Annotated

import typer
from rich.table import Table

from models.user import Role
from web.accounts import once, service
from web.commands.frame import Data, Offline, Place, enter, finish, paper
from web.config import session_key
from web.wording import clock as say_clock

app = typer.Typer(help="Who may sign in.", no_args_is_help=True)
ACTOR = "chutong users"
Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]


@app.command()
def add(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.ENTERPRISE,
    name: Annotated[str, typer.Option(help="What they are called.")] = "",
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Add a person; the link that is printed lets them in once."""
    place = enter(data, offline)
    key = session_key(place.settings)
    with place.sessions.begin() as session:
        user = service.add_user(
            session, email, name, role, actor=ACTOR, language=language
        )
        token = once.make_token(session, key, user)
    tell(place, token)
    finish(users=1, role=role)


@app.command()
def reset(email: Email, data: Data = None, offline: Offline = False) -> None:
    """End a person's password and sessions, and print a new link."""
    place = enter(data, offline)
    with place.sessions.begin() as session:
        token = service.reset(session, email, session_key(place.settings), actor=ACTOR)
    tell(place, token)
    finish(reset=1)


@app.command("list")
def list_all(data: Data = None, offline: Offline = False) -> None:
    """Everyone who may sign in."""
    place = enter(data, offline)
    table = Table("id", "e-mail", "name", "role", "password", "last seen")
    with place.sessions() as session:
        users = service.list_users(session)
    for user in users:
        table.add_row(
            str(user.id),
            user.email,
            user.name,
            "disabled" if user.disabled else user.role,
            "yes" if user.password_hash else "no",
            say_clock(user.last_seen_at),
        )
    paper.print(table)
    finish(users=len(users))


def tell(place: Place, token: str) -> None:
    """Print the link of a token."""
    typer.echo(f"{place.settings.base_url}/login/once/{token}")
