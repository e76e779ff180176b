"""Settings: from the environment (it wins) or chutong.toml in the data folder."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from web.refused import RefusedError

PREFIX = "CHUTONG_"
FILE = "chutong.toml"
KEY_FILE = "session.key"


class Settings(BaseSettings):
    """All that an operator may set; every field is CHUTONG_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    data: Path = Field(default_factory=lambda: user_data_path("chutong"))
    database_url: str = ""
    base_url: str = "http://127.0.0.1:5000"
    secret_key: SecretStr = SecretStr("")
    offline: bool = False
    contact: str = ""
    eping_key: SecretStr = SecretStr("")
    eping_website: bool = True
    regulations_key: SecretStr = SecretStr("")
    sources: str = ""
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    mail_return: str = ""
    mail_bounces: Path | None = None
    llm_url: str = ""
    llm_key: SecretStr = Field(default=SecretStr(""), validate_default=True)
    llm_model: str = Field(default="", validate_default=True)
    llm_daily: int = Field(default=200_000, ge=0)
    llm_english: bool = False
    mt_models: Path | None = None
    signup: Literal["invite", "approve"] = "invite"
    enquiry_days: int = Field(default=3, ge=1, le=60)
    warm: bool = True
    """Whether the pages' process counts the trends before anybody asks."""

    @field_validator("base_url", "llm_url")
    @classmethod
    def is_web_address(cls, value: str) -> str:
        """An address of the web, without a stroke at its end."""
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("llm_key", "llm_model")
    @classmethod
    def goes_with_endpoint(
        cls, value: SecretStr | str, info: ValidationInfo
    ) -> SecretStr | str:
        """An endpoint is of no use without its key and its model."""
        if info.data.get("llm_url") and not value:
            raise ValueError("CHUTONG_LLM_URL is set, so it must be given too")
        return value

    @field_validator("mail_from")
    @classmethod
    def is_sender(cls, value: str) -> str:
        """Who writes: an address, perhaps with a name before it."""
        local, _, domain = parseaddr(value)[1].rpartition("@")
        if value and not (local and domain and value.isprintable()):
            raise ValueError("it must be like Chutong <alerts@example.org>")
        return value

    @field_validator("mail_return")
    @classmethod
    def is_address(cls, value: str) -> str:
        """An address of mail, bare."""
        local, _, domain = value.rpartition("@")
        if value and not (local and domain and value.isascii() and "+" not in local):
            raise ValueError("it must be like bounces@example.org, without +")
        return value

    @field_validator("mail_bounces")
    @classmethod
    def is_mail_folder(cls, value: Path | None) -> Path | None:
        """A folder that is there."""
        if value is not None and not value.is_dir():
            raise ValueError("there is no such folder of returned mail")
        return value

    @field_validator("mt_models")
    @classmethod
    def is_folder(cls, value: Path | None) -> Path | None:
        """Model files that are there."""
        if value is not None and not value.is_dir():
            raise ValueError("there is no such folder of model files")
        return value

    @field_validator("database_url")
    @classmethod
    def is_known_database(cls, value: str) -> str:
        """SQLite or PostgreSQL; the short name means the installed driver."""
        if value.startswith(("postgres://", "postgresql://")):
            value = "postgresql+psycopg://" + value.partition("://")[2]
        if not value:
            return value
        try:
            name = make_url(value).get_backend_name()
        except ArgumentError as error:
            raise ValueError("it is no database address") from error
        if name not in {"sqlite", "postgresql"}:
            raise ValueError("only sqlite and postgresql are known")
        return value

    @field_validator("smtp_url")
    @classmethod
    def is_mail_address(cls, value: SecretStr) -> SecretStr:
        """A mail server as smtp://user:password@host:port."""
        if value and not value.get_secret_value().startswith(("smtp://", "smtps://")):
            raise ValueError("it must begin with smtp:// or smtps://")
        return value

    @property
    def database(self) -> str:
        """Where the tables are: as set, else one SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'chutong.db'}"


def load_settings(**given: Any) -> Settings:
    """Read the settings; ``given`` (from the command line) wins over all.

    A bad value raises RefusedError with one sentence that names the setting.
    """
    named = {key: value for key, value in given.items() if value is not None}
    folder = named.get("data") or os.environ.get(PREFIX + "DATA")
    data = Path(folder) if folder else user_data_path("chutong")
    values = {**from_file(data / FILE), **from_environment(os.environ), **named}
    try:
        return Settings(**{**values, "data": data})
    except ValidationError as error:
        raise RefusedError(sentence(error)) from error


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings among the variables of the environment."""
    names = {PREFIX + name.upper(): name for name in Settings.model_fields}
    return {names[key]: value for key, value in environment.items() if key in names}


def from_file(path: Path) -> dict[str, Any]:
    """The settings in a chutong.toml, under their short or their long names."""
    if not path.exists():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RefusedError(f"{path} cannot be read as TOML: {error}.") from error
    return {key.upper().removeprefix(PREFIX).lower(): rows[key] for key in rows}


def sentence(error: ValidationError) -> str:
    """The first thing wrong, as one sentence that names the setting."""
    first = error.errors()[0]
    name = PREFIX + str(first["loc"][0]).upper()
    if first["type"] == "extra_forbidden":
        return f"{name} is no setting of Chutong; remove it from {FILE}."
    reason = first["msg"].removeprefix("Value error, ")
    return f"{name} cannot be used: {reason}."


def session_key(settings: Settings) -> str:
    """The key that signs sessions; the first start makes one and keeps it."""
    given = settings.secret_key.get_secret_value()
    if given:
        return given
    path = settings.data / KEY_FILE
    if not path.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")
