"""Templates write what Jinja's own escaping writes, and read attributes that are there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from teahouse.doors.web.drawing import make_drawing, written
from teahouse.moments import Kind

VALUES = st.text() | st.integers() | st.booleans() | st.none() | st.text().map(Markup) | st.sampled_from(list(Kind))


@given(VALUES)
def test_what_is_written_is_what_escaping_makes(value: object) -> None:
    assert written(value) == str(escape(value))


def test_templates_escape() -> None:
    bold = "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}"
    page = make_drawing().from_string(f"{bold}{{{{ bold(said) }}}}{{{{ said|safe }}}}")
    assert page.render(said="<i> & 'q'") == "<b>&lt;i&gt; &amp; &#39;q&#39;</b><i> & 'q'"


def test_a_name_that_is_not_there_is_an_error() -> None:
    drawing = make_drawing()
    with pytest.raises(UndefinedError):
        drawing.from_string("{{ nothing }}").render()
    with pytest.raises(AttributeError):
        drawing.from_string("{{ kind.nothing }}").render(kind=Kind.FRIENDS)
