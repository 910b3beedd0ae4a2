"""How deep the elements of a page are nested, told before any parser recurses into them."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(?:(?P<special>!--|!|\?)|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]{0,60})(?P<rest>[^<>]{0,2000}/(?=>))?)"
)
_RAW = ("script", "style", "textarea", "title", "template", "noscript", "xmp")
_RAW_END = {name: re.compile(rf"</{name}\b", re.I) for name in _RAW}
_FLAT = frozenset(
    # Empty elements hold nothing, and those whose end tag may be left out close one another.
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd option optgroup tr td th thead tbody tfoot colgroup html head body".split()
)


def nesting(html: str, limit: int) -> int:
    """The greatest depth of open elements in one pass over the tags; stops as soon as it is over ``limit``.

    Linear in the length of the text, whatever it holds: each open tag is pushed and popped once, and what
    isn't closed (a comment, a script) ends the pass. An end tag closes the nearest element of its name; one
    without a start is ignored, as parsers do.
    """
    deepest = 0
    stack: list[str] = []
    open_names: dict[str, int] = {}
    at = 0
    while (m := _TAG.search(html, at)) is not None:
        at = m.end()
        if special := m["special"]:
            end = html.find("-->" if special == "!--" else ">", at)
            if end < 0:
                break
            at = end + 1
            continue
        name = m["name"].lower()
        if name in _FLAT:
            continue
        if m["close"]:
            if open_names.get(name):
                while True:
                    last = stack.pop()
                    open_names[last] -= 1
                    if last == name:
                        break
            continue
        if name in _RAW:
            ended = _RAW_END[name].search(html, at)
            if ended is None:
                break
            at = ended.end()
            continue
        if m["rest"] and name in ("path", "circle", "rect", "line", "use", "polygon", "image", "stop", "g"):
            continue  # only in drawings does "/>" close an element; in HTML it means nothing
        stack.append(name)
        open_names[name] = open_names.get(name, 0) + 1
        deepest = max(deepest, len(stack))
        if deepest > limit:
            break
    return deepest
