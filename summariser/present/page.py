"""The summary as one HTML page that needs nothing else: no script, no request, everything from the source escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from summariser.data import Role, Span, Speaker, Summary
from summariser.present.arrange import (
    Column,
    Group,
    arrange_asides,
    arrange_columns,
    arrange_commitments,
    describe_document,
    describe_speaker,
    explain_nothing,
    find_statement,
    name_speaker,
)
from summariser.present.source import arrange_source

_HERE = Path(__file__).parent
_OPEN = 3  # arguments of one speaker that stand open in a column; the others fold
_ARGUED = (Role.CLAIM, Role.OBJECTION, Role.COMMITMENT)
_SCORES = (4, 5, 6, 7, 8)  # tens out of 100 from which arguments can be picked


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences before and after one, empty at either end of the text."""

    before: str
    after: str


def write_page(summary: Summary, chair: bool) -> str:
    """A whole page, with the arguments side by side and the source text beside them."""
    return _environment().get_template("page.html").render(_view(summary, chair))


def write_fragment(summary: Summary, chair: bool) -> str:
    """The same without the frame of a page: every rule of its style is confined to it."""
    return _environment().get_template("fragment.html").render(_view(summary, chair))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {
        "style": Markup((_HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        "name_speaker": name_speaker,
        "describe_speaker": describe_speaker,
        "filters": _filter_rules(),
        "scores": _SCORES,
        "open": _OPEN,
        "argued": _ARGUED,
    }
    return environment


def _view(summary: Summary, chair: bool) -> dict[str, object]:
    columns, commitments = arrange_columns(summary), arrange_commitments(summary)
    numbers = _number([*columns[0].groups, *columns[1].groups, *commitments])
    return {
        "summary": summary,
        "text": summary.document.text,
        "facts": describe_document(summary.document),
        "nothing": None if summary.key_points else explain_nothing(summary),
        "columns": columns,
        "commitments": commitments,
        "asides": arrange_asides(summary) if chair else (),
        "doubts": [(doubt, _anchor(summary, doubt.span)) for doubt in summary.unresolved],
        "divisions": [(division, _anchor(summary, division.span)) for division in summary.document.divisions],
        "numbers": numbers,
        "rules": _speaker_rules(len(numbers)),
        "role_counts": _count_roles(columns),
        "neighbours": _neighbours(summary),
        "blocks": arrange_source(summary),
    }


def _number(groups: list[Group]) -> dict[Speaker | None, int]:
    """A number for each speaker shown: what the page's attributes hold instead of the source's own ids."""
    speakers = sorted({group.speaker for group in groups}, key=name_speaker)
    return {speaker: number for number, speaker in enumerate(speakers)}


def _speaker_rules(speakers: int) -> Markup:
    """One rule a speaker: when it is the one chosen, hide what the others say."""
    chosen, others = '.pick-speaker [value="{0}"]:checked', '[data-speaker]:not([data-speaker="{0}"])'
    rule = f".summariser:has({chosen}) {others} {{{{ display: none }}}}"
    return Markup("\n".join(rule.format(number) for number in range(speakers)))  # noqa: S704 - numbers only


def _filter_rules() -> Markup:
    """What is hidden when roles are not ticked and a score is picked: arguments, and whatever holds no other."""
    rules = []
    for least, kept in product((0, *_SCORES), (kept for size in range(4) for kept in combinations(_ARGUED, size))):
        unticked = "".join(f":has(.pick-{role}:not(:checked))" for role in _ARGUED if role not in kept)
        picked, where = (f':has(.pick-score [value="{least}"]:checked)', " .columns") if least else ("", "")
        left = ", ".join(f'[data-role="{role}"]' + (f'[data-from~="{least}"]' if least else "") for role in kept)
        if unticked or picked:
            hidden = (
                f".quotation:not({left}), :is(.group, .more):not(:has({left}))" if left else ".quotation, .group, .more"
            )
            rules.append(f".summariser{unticked}{picked}{where} :is({hidden}) {{ display: none }}")
    return Markup("\n".join(rules))  # noqa: S704 - our own words only


def _count_roles(columns: tuple[Column, Column]) -> dict[Role, int]:
    roles = [one.role for column in columns for group in column.groups for one in group.quotations]
    return {role: roles.count(role) for role in _ARGUED}


def _neighbours(summary: Summary) -> dict[str, Neighbours]:
    sentences = [one.statement.sentence.span.of(summary.document.text) for one in summary.judgements]
    triples = zip(["", *sentences[:-1]], [*sentences[1:], ""], summary.judgements, strict=True)
    return {one.statement.id: Neighbours(before, after) for before, after, one in triples}


def _anchor(summary: Summary, span: Span) -> str | None:
    """Where a link to ``span`` leads: the first sentence that shares a character with it."""
    statement = find_statement(summary, span)
    return f"s{statement.sentence.span.start}" if statement else None
